package io.timecoin.devnet.events;

import com.google.protobuf.ByteString;
import io.timecoin.devnet.events.ProvenRange.ProvenMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Transaction;
import java.util.BitSet;
import java.util.List;

/**
 * chain.transactions: every transaction of the range once, with a path to the root that its
 * microblock's certificate covers. Events of other sequences are passed over.
 */
final class TransactionEvents {
  private final ProvenRange range;

  /** By their numbers in the range. */
  private final BitSet seen = new BitSet();

  TransactionEvents(ProvenRange range) {
    this.range = range;
  }

  /**
   * Takes one, in any order.
   *
   * @param key of the Kafka record
   */
  void take(ByteString key, TransactionRecord event) throws EventDefectException {
    long sequence = event.getSequence();
    if (!range.contains(sequence)) {
      return;
    }
    ProvenMicroblock microblock = range.microblock(sequence);
    Transaction transaction = decoded(event);
    require(event, key.equals(event.getTxid()), "its key is not its txid");
    require(event, Fields.is(event.getTxid(), transaction.txid()), "its txid is another's");
    require(event, Fields.is(event.getWtxid(), transaction.wtxid()), "its wtxid is another's");
    require(
        event,
        Fields.is(event.getMicroblockDigest(), microblock.digest())
            && event.getMicroblockTimeMillis() == microblock.header().timeMillis()
            && event.getTransactionCount() == microblock.header().transactionCount(),
        "its microblock's digest, time or count is another's");
    List<Hash256> path = event.getMerklePathList().stream().map(Fields::hash).toList();
    require(
        event,
        new MerkleProof(event.getPosition(), event.getTransactionCount(), path)
            .leadsTo(transaction.wtxid(), microblock.header().transactionRoot()),
        "its Merkle path does not lead to its microblock's root");
    int number = Math.toIntExact(microblock.firstNumber() + event.getPosition());
    require(event, !seen.get(number), "it is there twice");
    seen.set(number);
  }

  /** All were taken. */
  void end() throws EventDefectException {
    int missing = seen.nextClearBit(0);
    for (ProvenMicroblock microblock : range.microblocks()) {
      long position = missing - microblock.firstNumber();
      if (position < microblock.header().transactionCount()) {
        throw new EventDefectException(
            Topic.CHAIN_TRANSACTIONS,
            "gap: the transaction at position %d of sequence %d is missing"
                .formatted(position, microblock.header().sequence()));
      }
    }
  }

  int count() {
    return seen.cardinality();
  }

  private static Transaction decoded(TransactionRecord event) throws EventDefectException {
    try {
      return Transaction.decode(event.getTransaction().toByteArray());
    } catch (DecodeException e) {
      throw wrong(event, "it holds no transaction: " + e.getMessage());
    }
  }

  private static void require(TransactionRecord event, boolean holds, String defect)
      throws EventDefectException {
    if (!holds) {
      throw wrong(event, defect);
    }
  }

  private static EventDefectException wrong(TransactionRecord event, String defect) {
    return new EventDefectException(
        Topic.CHAIN_TRANSACTIONS,
        "the transaction at position %d of sequence %d: %s"
            .formatted(event.getPosition(), event.getSequence(), defect));
  }
}
