package io.timecoin.ledger.egress;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.ledger.chain.AddressEntry;
import io.timecoin.ledger.chain.LedgerRows.BlockRow;
import io.timecoin.ledger.chain.MerklePaths;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The public events as Kafka records. */
@ApplicationScoped
public class EventRecords {
  private final KafkaSettings settings;

  @Inject
  public EventRecords(KafkaSettings settings) {
    this.settings = settings;
  }

  /** chain.transactions: every transaction of a microblock with its Merkle path. */
  List<ProducerRecord<byte[], byte[]>> transactions(StreamedMicroblock microblock) {
    List<Transaction> transactions = microblock.transactions();
    var paths = new MerklePaths(transactions.stream().map(Transaction::wtxid).toList());
    ByteString digest = bytes(microblock.header().digest());
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>(transactions.size());
    for (int position = 0; position < transactions.size(); position++) {
      Transaction transaction = transactions.get(position);
      var event =
          TransactionRecord.newBuilder()
              .setTxid(bytes(transaction.txid()))
              .setWtxid(bytes(transaction.wtxid()))
              .setTransaction(UnsafeByteOperations.unsafeWrap(transaction.encode()))
              .setSequence(microblock.sequence())
              .setMicroblockDigest(digest)
              .setMicroblockTimeMillis(microblock.header().timeMillis())
              .setPosition(position)
              .setTransactionCount(transactions.size());
      paths.siblings(position).forEach(sibling -> event.addMerklePath(bytes(sibling)));
      records.add(
          record(Topic.CHAIN_TRANSACTIONS, transaction.txid().toByteArray(), event.build()));
    }
    return records;
  }

  /** chain.blocks. */
  ProducerRecord<byte[], byte[]> block(BlockRow row) {
    var event =
        BlockRecord.newBuilder()
            .setHeight(row.header().height())
            .setBlockHash(bytes(row.header().hash()))
            .setHeader(UnsafeByteOperations.unsafeWrap(row.header().encode()))
            .setCoinbase(UnsafeByteOperations.unsafeWrap(row.coinbase().encode()))
            .setFirstSequence(row.header().firstSequence())
            .setLastSequence(row.header().lastSequence())
            .setTransactionCount(row.transactionCount())
            .setFees(row.fees())
            .build();
    return record(Topic.CHAIN_BLOCKS, TopicCatalogue.constantKey(), event);
  }

  /**
   * chain.addresses.
   *
   * @param timeMillis of the entry's microblock
   */
  ProducerRecord<byte[], byte[]> entry(AddressEntry entry, long timeMillis) {
    var event =
        AddressRecord.newBuilder()
            .setAddress(entry.address())
            .setEntryNumber(entry.number())
            .setBalanceAfter(entry.balanceAfter())
            .setTxid(bytes(entry.txid()))
            .setOutpointTxid(bytes(entry.outpoint().txid()))
            .setOutpointIndex(entry.outpoint().index())
            .setSequence(entry.sequence())
            .setMicroblockTimeMillis(timeMillis);
    if (entry.credit()) {
      event.setCredit(entry.amount());
    } else {
      event.setDebit(entry.amount());
    }
    return record(
        Topic.CHAIN_ADDRESSES, entry.address().getBytes(StandardCharsets.US_ASCII), event.build());
  }

  private ProducerRecord<byte[], byte[]> record(Topic topic, byte[] key, MessageLite event) {
    return new ProducerRecord<>(settings.name(topic), key, event.toByteArray());
  }

  private static ByteString bytes(Hash256 hash) {
    return UnsafeByteOperations.unsafeWrap(hash.toByteArray());
  }
}
