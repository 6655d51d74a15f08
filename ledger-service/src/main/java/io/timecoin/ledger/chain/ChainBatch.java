package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Consecutive microblocks on their way into one database transaction: checks each against the state
 * after the one before and collects what changes. A microblock that contradicts leaves the batch as
 * it was, so that those before it can be written. Used by one thread, once.
 */
public final class ChainBatch {
  private final MicroblockCheck check;
  private final SealCheck sealCheck;
  private final UtxoOverlay utxos;
  private final BalanceOverlay balances;
  private final LtHash lanes;
  private final List<LedgerRows.MicroblockRow> microblocks = new ArrayList<>();
  private final List<LedgerRows.BlockRow> blocks = new ArrayList<>();
  private final List<LedgerRows.TransactionRow> transactions = new ArrayList<>();
  private final List<LedgerRows.SpendRow> spends = new ArrayList<>();
  private UtxoTotals totals;
  private long nextNumber;
  // Up to date but for its lanes, which are mutable while the batch grows.
  private LedgerState state;

  /**
   * @param storedOutputs the UTXOs among the batch's inputs, see {@link BatchNeeds}
   * @param storedBalances the balances of the batch's addresses
   */
  public ChainBatch(
      ChainRules rules,
      LedgerState before,
      Map<OutPoint, UnspentOutput> storedOutputs,
      Map<String, Balance> storedBalances) {
    this.check = new MicroblockCheck(rules);
    this.sealCheck = new SealCheck(rules);
    this.utxos = new UtxoOverlay(storedOutputs);
    this.balances = new BalanceOverlay(rules.network(), storedBalances);
    this.lanes = LtHash.ofLanes(before.lanes().toByteArray());
    this.totals = before.utxos();
    this.nextNumber = before.nextNumber();
    this.state = before;
  }

  /**
   * Applies the next microblock.
   *
   * @throws ContradictionException if it cannot be the next one; nothing has changed then
   */
  public void apply(StreamedMicroblock microblock) throws ContradictionException {
    check.check(state, microblock);
    List<TransactionEffect> effects =
        new EffectResolver(utxos, microblock.sequence()).resolve(microblock.transactions());
    SealInputs inputs = covered(microblock, effects);
    Optional<Seal> seal = sealCheck.check(state, microblock.header(), inputs);

    var row = new LedgerRows.MicroblockRow(microblock, microblock.header().digest(), nextNumber);
    microblocks.add(row);
    effects.forEach(effect -> applyTransaction(effect, microblock.sequence()));
    seal.ifPresent(made -> applySeal(made, microblock, inputs));
    state = stateAfter(row, seal, inputs);
  }

  /** Whether this batch has applied exactly this microblock. */
  public boolean applied(long sequence, Hash256 digest) {
    return microblocks.stream()
        .anyMatch(row -> row.microblock().sequence() == sequence && row.digest().equals(digest));
  }

  /** The state after the last applied microblock. */
  public LedgerState state() {
    return new LedgerState(
        state.genesisHash(),
        state.sequence(),
        state.digest(),
        state.timeMillis(),
        state.lastBlock(),
        state.sealInputs(),
        ByteString.of(lanes.lanes()),
        totals,
        state.nextNumber(),
        state.voteLog(),
        state.microblocksOffset());
  }

  /** What the applied microblocks change. */
  public LedgerRows rows() {
    return new LedgerRows(
        List.copyOf(microblocks),
        List.copyOf(blocks),
        List.copyOf(transactions),
        List.copyOf(spends),
        utxos.created(),
        utxos.removed(),
        balances.entries(),
        balances.changed());
  }

  private SealInputs covered(StreamedMicroblock microblock, List<TransactionEffect> effects)
      throws ContradictionException {
    try {
      long fees = effects.stream().mapToLong(TransactionEffect::fee).reduce(0, Math::addExact);
      return state.sealInputs().plus(microblock.transactions(), fees);
    } catch (ArithmeticException e) {
      throw new ContradictionException(
          ContradictionCode.AMOUNT, microblock.sequence(), "the fees are above 2^63-1");
    }
  }

  private void applyTransaction(TransactionEffect effect, long sequence) {
    Transaction transaction = effect.transaction();
    transactions.add(
        new LedgerRows.TransactionRow(nextNumber, transaction, sequence, effect.fee()));
    nextNumber++;
    effect
        .spent()
        .forEach(
            output ->
                spends.add(
                    new LedgerRows.SpendRow(output.outpoint(), transaction.txid(), sequence)));
    applyOutputs(effect, sequence);
  }

  private void applySeal(Seal seal, StreamedMicroblock microblock, SealInputs inputs) {
    applyOutputs(
        TransactionEffect.ofCoinbase(seal.coinbase(), microblock.sequence()),
        microblock.sequence());
    // Leaf 0 of the covered txids is the coinbase.
    long count = inputs.txids().leafCount() - 1;
    blocks.add(
        new LedgerRows.BlockRow(
            seal.header(),
            seal.coinbase(),
            nextNumber - count,
            count,
            inputs.fees(),
            microblock.header().timeMillis()));
  }

  private void applyOutputs(TransactionEffect effect, long sequence) {
    utxos.apply(effect);
    balances.apply(effect, sequence);
    for (UnspentOutput output : effect.spent()) {
      lanes.remove(output.outpoint(), output.output());
      totals = totals.minus(output.output().value());
    }
    for (UnspentOutput output : effect.created()) {
      lanes.add(output.outpoint(), output.output());
      totals = totals.plus(output.output().value());
    }
  }

  private LedgerState stateAfter(
      LedgerRows.MicroblockRow row, Optional<Seal> seal, SealInputs inputs) {
    var microblock = row.microblock();
    return new LedgerState(
        state.genesisHash(),
        microblock.sequence(),
        row.digest(),
        microblock.header().timeMillis(),
        seal.map(Seal::header).orElse(state.lastBlock()),
        seal.isPresent() ? SealInputs.after(microblock.sequence(), lanes.commitment()) : inputs,
        state.lanes(),
        totals,
        nextNumber,
        microblock.voteLog().map(state.voteLog()::followedBy).orElse(state.voteLog()),
        microblock.nextOffset());
  }
}
