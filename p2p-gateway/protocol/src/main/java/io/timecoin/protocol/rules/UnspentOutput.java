package io.timecoin.protocol.rules;

import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * An output that can be spent.
 *
 * @param sequence the microblock that created it; 0 for genesis, and for an output that is not
 *     final yet
 * @param coinbase whether a coinbase created it
 */
public record UnspentOutput(OutPoint outpoint, Output output, long sequence, boolean coinbase) {

  /** What a transaction adds to the UTXO set: its outputs but memos and the "genesis" mark. */
  public static List<UnspentOutput> createdBy(
      Transaction transaction, long sequence, boolean coinbase) {
    var created = new ArrayList<UnspentOutput>(transaction.outputs().size());
    for (int i = 0; i < transaction.outputs().size(); i++) {
      var output = transaction.outputs().get(i);
      if (output.isUtxo()) {
        created.add(new UnspentOutput(transaction.outpoint(i), output, sequence, coinbase));
      }
    }
    return List.copyOf(created);
  }
}
