package io.timecoin.mempool.ingress;

import com.google.protobuf.ByteString;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.pool.TransactionPool;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import io.timecoin.protocol.proto.internal.v1.Priority;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import java.util.Collection;
import java.util.List;

/** Makes the answers about entries and their ranks, on the domain's thread. */
final class EntryAnswers {
  private EntryAnswers() {}

  /**
   * Some entries.
   *
   * @param whole or their txids only
   */
  static MempoolEntries all(MempoolNode node, Collection<PoolEntry> entries, boolean whole) {
    var answer = MempoolEntries.newBuilder();
    for (PoolEntry entry : entries) {
      answer.addEntries(
          whole
              ? whole(node, entry)
              : MempoolEntry.newBuilder().setTxid(Hashes.toProto(entry.txid())).build());
    }
    return answer.build();
  }

  static MempoolEntry whole(MempoolNode node, PoolEntry entry) {
    return MempoolEntry.newBuilder()
        .setTxid(Hashes.toProto(entry.txid()))
        .setWtxid(Hashes.toProto(entry.wtxid()))
        .setSize(entry.size())
        .setFee(entry.fee())
        .setRankedFee(entry.rankedFee())
        .setSinceMillis(entry.sinceMillis())
        .setAncestorCount(entry.ancestorCount())
        .setAncestorSize(entry.ancestorSize())
        .setAncestorFee(entry.ancestorFee())
        .setDescendantCount(entry.descendantCount())
        .setDescendantSize(entry.descendantSize())
        .setDescendantFee(entry.descendantFee())
        .addAllParents(txids(entry.parents()))
        .addAllChildren(txids(entry.children()))
        .setProposed(node.proposals().isProposed(entry.txid()))
        .build();
  }

  private static List<ByteString> txids(Collection<PoolEntry> entries) {
    return entries.stream().map(entry -> Hashes.toProto(entry.txid())).toList();
  }

  /** What the operator has put forward or back, here or not. */
  static PriorityList priorities(MempoolNode node) {
    TransactionPool pool = node.mempool().pool();
    var answer = PriorityList.newBuilder();
    pool.priorities()
        .all()
        .forEach((txid, satoshi) -> answer.addPriorities(priority(pool, txid, satoshi)));
    return answer.build();
  }

  private static Priority priority(TransactionPool pool, Hash256 txid, long satoshi) {
    var priority = Priority.newBuilder().setTxid(Hashes.toProto(txid)).setSatoshi(satoshi);
    pool.byTxid(txid).ifPresent(entry -> priority.setRankedFee(entry.rankedFee()));
    return priority.build();
  }
}
