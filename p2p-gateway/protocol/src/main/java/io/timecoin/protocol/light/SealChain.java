package io.timecoin.protocol.light;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.Coinbase;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.transaction.Transaction;

/**
 * The seals from genesis on, each certified by the committee that the one before names (PROTOCOL
 * §7.5); believes the genesis document alone. Not thread-safe.
 *
 * <p>The members of another committee than genesis' are in registrations, which nothing can make
 * yet (PROTOCOL §8): a seal that names one is refused.
 */
public final class SealChain {
  private final Committee committee;
  private final Hash256 genesisHash;
  private final Ed25519Verifier verifier = new Ed25519Verifier();
  private BlockHeader last;

  public SealChain(GenesisDocument genesis) {
    this.committee = genesis.committee();
    this.genesisHash = genesis.hash();
    this.last = genesis.header();
  }

  /** The last block that is proven; at first genesis. */
  public BlockHeader last() {
    return last;
  }

  /** The committee that decides from the last proven block on up to and including the next seal. */
  public Committee committee() {
    return committee;
  }

  /**
   * Takes the next seal.
   *
   * @return its coinbase, which follows from the header (PROTOCOL §7.3)
   * @throws UnprovenException if it is not the next one, or not certified
   */
  public Transaction extend(MicroblockHeader sealing, Certificate certificate)
      throws UnprovenException {
    BlockHeader block = sealing.seal().orElseThrow(() -> unproven(sealing, "it carries no seal"));
    if (block.lastSequence() != sealing.sequence() || !block.follows(last)) {
      throw unproven(sealing, "its block does not follow the block of height " + last.height());
    }
    requireCertified(sealing, certificate);
    if (!block.coverage().orElseThrow().committeeHash().equals(committee.hash())) {
      throw unproven(
          sealing,
          "block %d names another committee, whose members this client cannot know"
              .formatted(block.height()));
    }
    Transaction coinbase = coinbase(sealing, block);
    last = block;
    return coinbase;
  }

  /**
   * Checks a certificate of a sequence that the committee after the last proven block decides.
   *
   * @return the signers' weight
   * @throws UnprovenException if it does not prove the header
   */
  public long requireCertified(MicroblockHeader header, Certificate certificate)
      throws UnprovenException {
    if (header.sequence() <= last.lastSequence()) {
      throw unproven(header, "it is older than the block of height " + last.height());
    }
    if (certificate.sequence() != header.sequence()
        || !certificate.digest().equals(header.digest())) {
      throw unproven(header, "the certificate is another microblock's");
    }
    return switch (certificate.verify(committee, genesisHash, verifier)) {
      case CertificateVerdict.Valid(long weight) -> weight;
      case CertificateVerdict.Invalid(var defect, String detail) ->
          throw unproven(header, defect + ": " + detail);
    };
  }

  private Transaction coinbase(MicroblockHeader sealing, BlockHeader block)
      throws UnprovenException {
    try {
      return Coinbase.of(
          committee, sealing.proposer(), block.blockReward(), block.height(), block.timestamp());
    } catch (IllegalArgumentException e) {
      throw unproven(sealing, "its proposer is no member");
    }
  }

  private static UnprovenException unproven(MicroblockHeader header, String defect) {
    return new UnprovenException("sequence %d: %s".formatted(header.sequence(), defect));
  }
}
