package io.timecoin.devnet.events;

import io.timecoin.devnet.events.ProvenStep.Effect;
import io.timecoin.devnet.events.ProvenStep.Spend;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Coinbase;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.chain.StatelessCheck;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From any later sequence on, without the state before it: what a certificate stands for is
 * believed of its members, everything else is checked. Amounts that were made before the range are
 * unknown, and so is whether they were spent before.
 */
final class ProofFromWithin implements ChainProof {
  private final Committee committee;
  private final Hash256 genesisHash;
  private final StatelessCheck stateless;
  private final Ed25519Verifier verifier = new Ed25519Verifier();
  private final Map<OutPoint, Output> made = new HashMap<>();

  /** Txids since the last seal; empty until one was seen, as some are before the range. */
  private Optional<List<Hash256>> covered = Optional.empty();

  private Optional<MicroblockHeader> last = Optional.empty();
  private Optional<BlockHeader> lastSeal = Optional.empty();

  ProofFromWithin(GenesisDocument genesis) {
    this.committee = genesis.committee();
    this.genesisHash = genesis.hash();
    this.stateless =
        StatelessCheck.complete(new StatelessRules(genesis.network(), genesisHash), verifier);
  }

  @Override
  public ProvenStep next(CertifiedMicroblock microblock) throws EventDefectException {
    MicroblockHeader header = microblock.header();
    requireFollows(header);
    requireCertified(header, microblock.certificate());
    requireBodies(header, microblock.transactions());
    var effects = new ArrayList<Effect>(microblock.transactions().size() + 1);
    for (Transaction transaction : microblock.transactions()) {
      effects.add(effect(header, transaction));
    }
    Optional<Seal> seal = seal(header);
    seal.ifPresent(one -> effects.add(coinbase(one, header.sequence())));
    last = Optional.of(header);
    return new ProvenStep(effects, seal);
  }

  private void requireFollows(MicroblockHeader header) throws EventDefectException {
    if (last.isPresent() && header.sequence() != last.get().sequence() + 1) {
      throw wrong(header, "it follows sequence " + last.get().sequence());
    }
    if (last.isPresent() && !header.previousDigest().equals(last.get().digest())) {
      throw wrong(header, "it does not name the digest of the one before");
    }
  }

  private void requireCertified(MicroblockHeader header, Certificate certificate)
      throws EventDefectException {
    if (certificate.sequence() != header.sequence()
        || !certificate.digest().equals(header.digest())) {
      throw wrong(header, "the certificate is another microblock's");
    }
    if (certificate.verify(committee, genesisHash, verifier)
        instanceof CertificateVerdict.Invalid invalid) {
      throw wrong(header, invalid.defect() + ": " + invalid.detail());
    }
  }

  private void requireBodies(MicroblockHeader header, List<Transaction> transactions)
      throws EventDefectException {
    if (header.transactionCount() != transactions.size()
        || !header.transactionRoot().equals(MicroblockHeader.rootOf(transactions))) {
      throw wrong(header, "its transactions are not those that its header names");
    }
    for (Transaction transaction : transactions) {
      if (stateless.check(transaction, header.timeSeconds())
          instanceof Verdict.Refused<Transaction>(Refusal refusal)) {
        throw wrong(
            header, "%s: %s, %s".formatted(transaction.txid(), refusal.code(), refusal.detail()));
      }
    }
  }

  private Effect effect(MicroblockHeader header, Transaction transaction) {
    var spent = new ArrayList<Spend>(transaction.inputs().size());
    for (Input input : transaction.inputs()) {
      spent.add(new Spend(input.outpoint(), Optional.ofNullable(made.remove(input.outpoint()))));
    }
    List<UnspentOutput> created = UnspentOutput.createdBy(transaction, header.sequence(), false);
    created.forEach(output -> made.put(output.outpoint(), output.output()));
    covered.ifPresent(txids -> txids.add(transaction.txid()));
    return new Effect(transaction.txid(), spent, created);
  }

  private Effect coinbase(Seal seal, long sequence) {
    Effect effect = Effect.ofCoinbase(seal, sequence);
    effect.created().forEach(output -> made.put(output.outpoint(), output.output()));
    return effect;
  }

  private Optional<Seal> seal(MicroblockHeader header) throws EventDefectException {
    if (header.seal().isEmpty()) {
      return Optional.empty();
    }
    BlockHeader block = header.seal().get();
    if (block.lastSequence() != header.sequence()) {
      throw wrong(header, "its block ends at sequence " + block.lastSequence());
    }
    if (lastSeal.isPresent() && !block.follows(lastSeal.get())) {
      throw wrong(
          header, "its block does not follow the block of height " + lastSeal.get().height());
    }
    var seal = new Seal(block, coinbase(header, block));
    if (covered.isPresent()) {
      var leaves = new ArrayList<Hash256>(covered.get().size() + 1);
      leaves.add(seal.coinbase().txid());
      leaves.addAll(covered.get());
      if (!MerkleTree.root(leaves).equals(block.merkleRoot())) {
        throw wrong(header, "its block's Merkle root is not that over the block's transactions");
      }
    }
    lastSeal = Optional.of(block);
    covered = Optional.of(new ArrayList<>());
    return Optional.of(seal);
  }

  private Transaction coinbase(MicroblockHeader header, BlockHeader block)
      throws EventDefectException {
    try {
      return Coinbase.of(
          committee, header.proposer(), block.blockReward(), block.height(), block.timestamp());
    } catch (IllegalArgumentException e) {
      throw wrong(header, "its proposer is no member");
    }
  }

  private static EventDefectException wrong(MicroblockHeader header, String defect) {
    return new EventDefectException(
        Topic.CHAIN_MICROBLOCKS, "sequence %d: %s".formatted(header.sequence(), defect));
  }
}
