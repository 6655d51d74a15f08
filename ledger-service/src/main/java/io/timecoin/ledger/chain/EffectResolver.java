package io.timecoin.ledger.chain;

import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the outputs that one microblock spends and the fees it pays, without changing anything:
 * only a microblock that passes as a whole is applied.
 */
final class EffectResolver {
  private final UtxoOverlay overlay;
  private final long sequence;
  private final Map<OutPoint, UnspentOutput> createdHere = new HashMap<>();
  private final Set<OutPoint> spentHere = new HashSet<>();

  EffectResolver(UtxoOverlay overlay, long sequence) {
    this.overlay = overlay;
    this.sequence = sequence;
  }

  List<TransactionEffect> resolve(List<Transaction> transactions) throws ContradictionException {
    var effects = new ArrayList<TransactionEffect>(transactions.size());
    for (Transaction transaction : transactions) {
      effects.add(resolve(transaction));
    }
    return effects;
  }

  private TransactionEffect resolve(Transaction transaction) throws ContradictionException {
    var spent = new ArrayList<UnspentOutput>(transaction.inputs().size());
    long in = 0;
    for (Input input : transaction.inputs()) {
      UnspentOutput output = spend(transaction, input.outpoint());
      spent.add(output);
      in += output.output().value();
      if (in < 0) {
        throw amount(transaction, "its inputs are above 2^63-1");
      }
    }
    long out = transaction.outputSum().orElse(-1);
    if (spent.isEmpty() || out < 0 || out > in) {
      throw amount(transaction, "it takes in %d and pays out %d".formatted(in, out));
    }
    List<UnspentOutput> created = UnspentOutput.createdBy(transaction, sequence, false);
    created.forEach(output -> createdHere.put(output.outpoint(), output));
    return new TransactionEffect(transaction, in - out, spent, created);
  }

  private UnspentOutput spend(Transaction transaction, OutPoint outpoint)
      throws ContradictionException {
    UnspentOutput here = createdHere.get(outpoint);
    if (!spentHere.add(outpoint) || (here == null && overlay.find(outpoint).isEmpty())) {
      throw new ContradictionException(
          ContradictionCode.INPUT,
          sequence,
          "transaction %s spends %s, which is no UTXO".formatted(transaction.txid(), outpoint));
    }
    return here == null ? overlay.find(outpoint).orElseThrow() : here;
  }

  private ContradictionException amount(Transaction transaction, String detail) {
    return new ContradictionException(
        ContradictionCode.AMOUNT, sequence, "transaction " + transaction.txid() + ": " + detail);
  }
}
