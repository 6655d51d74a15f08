package io.timecoin.devnet.events;

import io.timecoin.devnet.events.ProvenStep.Effect;
import io.timecoin.devnet.events.ProvenStep.Spend;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the microblocks of a range prove, and so what the other topics must say of it. From sequence
 * 1 on genesis belongs to it.
 */
final class ProvenRange {
  private final GenesisDocument genesis;
  private final long from;
  private final ChainProof proof;
  private final List<ProvenMicroblock> microblocks = new ArrayList<>();
  private final Map<String, ChangeList> changes = new HashMap<>();
  private final Map<OutPoint, Debit> spentFromBefore = new HashMap<>();
  private long transactions;
  private long signatures;

  /**
   * A microblock of the range.
   *
   * @param firstNumber of its transactions, counted through the range from 0
   */
  record ProvenMicroblock(
      MicroblockHeader header, Hash256 digest, long firstNumber, Optional<Seal> seal) {}

  /** The spend of an output whose amount and address are unknown. */
  record Debit(Hash256 txid, long sequence, long timeMillis) {}

  /**
   * An empty range.
   *
   * @param from its first sequence, 1 or more
   */
  ProvenRange(GenesisDocument genesis, long from) {
    this.genesis = genesis;
    this.from = from;
    this.proof = from == 1 ? new ProofFromGenesis(genesis) : new ProofFromWithin(genesis);
    if (fromGenesis()) {
      UnspentOutput.createdBy(genesis.coinbase(), 0, true)
          .forEach(
              output ->
                  change(
                      output.output(),
                      new AddressChange(
                          true,
                          output.output().value(),
                          genesis.coinbase().txid(),
                          output.outpoint(),
                          0,
                          genesis.timeMillis())));
    }
  }

  /**
   * Takes the next microblock.
   *
   * @throws EventDefectException if it is not the next one, or not proven
   */
  void take(CertifiedMicroblock microblock) throws EventDefectException {
    MicroblockHeader header = microblock.header();
    if (header.sequence() != next()) {
      throw new EventDefectException(
          Topic.CHAIN_MICROBLOCKS,
          header.sequence() < next()
              ? "sequence %d is there twice".formatted(header.sequence())
              : "gap: sequence %d is missing".formatted(next()));
    }
    ProvenStep step = proof.next(microblock);
    for (Effect effect : step.effects()) {
      take(effect, header);
    }
    microblocks.add(new ProvenMicroblock(header, header.digest(), transactions, step.seal()));
    transactions += microblock.transactions().size();
    signatures += microblock.certificate().signatures().size();
    signatures += microblock.transactions().stream().mapToLong(each -> each.inputs().size()).sum();
  }

  GenesisDocument genesis() {
    return genesis;
  }

  boolean fromGenesis() {
    return from == 1;
  }

  long from() {
    return from;
  }

  /** The sequence that is wanted next. */
  long next() {
    return from + microblocks.size();
  }

  boolean contains(long sequence) {
    return sequence >= from && sequence < next();
  }

  /** Of the range. */
  ProvenMicroblock microblock(long sequence) {
    return microblocks.get((int) (sequence - from));
  }

  List<ProvenMicroblock> microblocks() {
    return Collections.unmodifiableList(microblocks);
  }

  long transactions() {
    return transactions;
  }

  /** That were verified, those of certificates included. */
  long signatures() {
    return signatures;
  }

  /** The changes of each address in order, without those of outputs from before the range. */
  Map<String, ChangeList> changes() {
    return Collections.unmodifiableMap(changes);
  }

  /** Outpoints made before the range and spent in it. */
  Map<OutPoint, Debit> spentFromBefore() {
    return Collections.unmodifiableMap(spentFromBefore);
  }

  private void take(Effect effect, MicroblockHeader header) throws EventDefectException {
    for (Spend spend : effect.spent()) {
      if (spend.output().isPresent()) {
        change(
            spend.output().get(),
            change(effect, spend.outpoint(), spend.output().get(), header, false));
      } else if (spentFromBefore.put(
              spend.outpoint(), new Debit(effect.txid(), header.sequence(), header.timeMillis()))
          != null) {
        throw new EventDefectException(
            Topic.CHAIN_MICROBLOCKS,
            "sequence %d: %s is spent twice".formatted(header.sequence(), spend.outpoint()));
      }
    }
    for (UnspentOutput created : effect.created()) {
      change(created.output(), change(effect, created.outpoint(), created.output(), header, true));
    }
  }

  private static AddressChange change(
      Effect effect, OutPoint outpoint, Output output, MicroblockHeader header, boolean credit) {
    return new AddressChange(
        credit, output.value(), effect.txid(), outpoint, header.sequence(), header.timeMillis());
  }

  private void change(Output output, AddressChange change) {
    output
        .addressText(genesis.network())
        .ifPresent(
            address ->
                changes.computeIfAbsent(address, _ -> new ChangeList()).add(change.digest()));
  }
}
