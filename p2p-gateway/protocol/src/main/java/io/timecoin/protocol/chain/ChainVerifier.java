package io.timecoin.protocol.chain;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.StatelessRules;
import java.util.Optional;

/**
 * Replays a chain from genesis and believes nothing: every certificate, every signature, every rule
 * of PROTOCOL §6.2 and every field of every seal, state commitment and committee hash included. The
 * first thing wrong is named and changes nothing. Not thread-safe.
 */
public final class ChainVerifier {
  private final Committee committee;
  private final Hash256 genesisHash;
  private final MicroblockRules rules;
  private final StatelessCheck stateless;
  private final Ed25519Verifier verifier = new Ed25519Verifier();
  private final ChainState state;

  public ChainVerifier(GenesisDocument genesis) {
    committee = genesis.committee();
    genesisHash = genesis.hash();
    rules = new MicroblockRules(genesis);
    stateless =
        StatelessCheck.complete(new StatelessRules(genesis.network(), genesisHash), verifier);
    state = ChainState.ofGenesis(genesis);
  }

  /** Judges the next microblock and, if it is sound, applies it. */
  public ChainVerdict accept(CertifiedMicroblock next) {
    return certificateDefect(next).orElseGet(() -> judge(next));
  }

  /**
   * Feeds microblocks in order up to the first that is wrong.
   *
   * @return what is wrong with it; empty if nothing is
   */
  public Optional<ChainVerdict.Broken> replay(Iterable<CertifiedMicroblock> microblocks) {
    for (CertifiedMicroblock next : microblocks) {
      if (accept(next) instanceof ChainVerdict.Broken broken) {
        return Optional.of(broken);
      }
    }
    return Optional.empty();
  }

  /** UTXO set, totals and tip as of the last accepted microblock. */
  public ChainState state() {
    return state;
  }

  /** The committee that decides the next sequence. */
  public Committee committee() {
    return committee;
  }

  private Optional<ChainVerdict> certificateDefect(CertifiedMicroblock next) {
    MicroblockHeader header = next.header();
    Certificate certificate = next.certificate();
    Hash256 digest = header.digest();
    if (certificate.sequence() != header.sequence() || !certificate.digest().equals(digest)) {
      return Optional.of(
          new ChainVerdict.CertificateOfAnother(
              header.sequence(),
              "the certificate is for %s at sequence %s, the microblock is %s"
                  .formatted(
                      certificate.digest(),
                      Long.toUnsignedString(certificate.sequence()),
                      digest)));
    }
    return switch (certificate.verify(committee, genesisHash, verifier)) {
      case CertificateVerdict.Valid _ -> Optional.empty();
      case CertificateVerdict.Invalid invalid ->
          Optional.of(new ChainVerdict.BadCertificate(header.sequence(), invalid));
    };
  }

  private ChainVerdict judge(CertifiedMicroblock next) {
    MicroblockHeader header = next.header();
    return switch (rules.judge(
        state.tip(), committee, header, next.transactions(), state, stateless)) {
      case MicroblockVerdict.Invalid invalid ->
          new ChainVerdict.BadMicroblock(header.sequence(), invalid);
      case MicroblockVerdict.Valid valid -> {
        state.apply(header, valid);
        yield new ChainVerdict.Extended(header.sequence(), state.tip().digest(), valid);
      }
    };
  }
}
