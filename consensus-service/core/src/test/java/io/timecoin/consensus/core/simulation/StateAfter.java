package io.timecoin.consensus.core.simulation;

import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The UTXO set after a microblock, and what a seal covers so far; immutable.
 *
 * @param unspent never changed, and never iterated over
 */
record StateAfter(Hash256 digest, Set<OutPoint> unspent, SealInputs sealInputs) {

  static StateAfter genesis(Hash256 genesisHash) {
    return new StateAfter(
        genesisHash, Set.copyOf(Payments.coins()), SealInputs.after(0, genesisHash));
  }

  /** What is wrong with these transactions in this order (PROTOCOL §4.2, §4.3). */
  Optional<String> defect(List<Transaction> transactions) {
    var txids = new HashSet<Hash256>();
    var spent = new HashSet<OutPoint>();
    var created = new HashSet<OutPoint>();
    for (Transaction transaction : transactions) {
      if (!txids.add(transaction.txid())) {
        return Optional.of("DUPLICATE_TXID");
      }
      if (!Payments.isSigned(transaction)) {
        return Optional.of("BAD_SIGNATURE");
      }
      for (var input : transaction.inputs()) {
        var outpoint = input.outpoint();
        if (!spent.add(outpoint)) {
          return Optional.of("INPUT_SPENT");
        }
        if (!unspent.contains(outpoint) && !created.contains(outpoint)) {
          return Optional.of("UNKNOWN_INPUT or INPUT_SPENT");
        }
      }
      for (int i = 0; i < transaction.outputs().size(); i++) {
        created.add(transaction.outpoint(i));
      }
    }
    return Optional.empty();
  }

  /** Fees are not modelled: mempool's sums are tested where they are made. */
  SealInputs covering(List<Transaction> transactions) {
    return sealInputs.plus(transactions, 0);
  }

  StateAfter plus(Microblock microblock) {
    var after = new HashSet<>(unspent);
    for (Transaction transaction : microblock.transactions()) {
      for (int i = 0; i < transaction.outputs().size(); i++) {
        after.add(transaction.outpoint(i));
      }
      transaction.inputs().forEach(input -> after.remove(input.outpoint()));
    }
    var digest = microblock.header().digest();
    return new StateAfter(
        digest,
        after,
        microblock.header().seal().isPresent()
            ? SealInputs.after(microblock.header().sequence(), digest)
            : covering(microblock.transactions()));
  }
}
