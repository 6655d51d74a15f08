package io.timecoin.devnet.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.GroupLag;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the public topics of a node and verifies a range of sequences, believing nothing but the
 * genesis document: chain.microblocks first, then what the ledger published of it.
 */
public final class EventVerification {
  private static final String PUBLISHER = "ledger-publisher";
  private static final Duration PUBLISHING = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final int NOTICE = 10_000;

  private final NodeTopics topics;
  private final GenesisDocument genesis;
  private final OptionalLong from;
  private final OptionalLong to;
  private final Progress progress;

  /** The offset of the last microblock that belongs to the range. */
  private long lastOffset = -1;

  /**
   * A verification of these sequences.
   *
   * @param from the first; without it the first one that chain.microblocks holds
   * @param to the last; without it the last one that is there now
   * @param progress is told how far it is
   */
  public EventVerification(
      NodeTopics topics,
      GenesisDocument genesis,
      OptionalLong from,
      OptionalLong to,
      Progress progress) {
    this.topics = topics;
    this.genesis = genesis;
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /** What one record is given to. */
  private interface Taker<M> {
    void take(ByteString key, M event) throws EventDefectException;
  }

  /**
   * Verifies all of it.
   *
   * @throws LauncherFailure with the first thing wrong, or if the topics cannot be read
   */
  public EventReport run() {
    try (TopicReader reader = topics.reader()) {
      ProvenRange range = microblocks(reader);
      awaitPublisher();
      var transactions = new TransactionEvents(range);
      read(reader, Topic.CHAIN_TRANSACTIONS, TransactionRecord.parser(), transactions::take);
      transactions.end();
      var blocks = new BlockEvents(range);
      read(reader, Topic.CHAIN_BLOCKS, BlockRecord.parser(), (_, event) -> blocks.take(event));
      blocks.end();
      var addresses = new AddressEvents(range);
      read(reader, Topic.CHAIN_ADDRESSES, AddressRecord.parser(), addresses::take);
      addresses.end();
      return EventReport.of(range, transactions, addresses, blocks);
    } catch (EventDefectException | Passed e) {
      Throwable defect = e instanceof Passed ? e.getCause() : e;
      throw new LauncherFailure(defect.getMessage(), defect);
    } catch (KafkaException e) {
      throw new LauncherFailure("Kafka at %s: %s".formatted(topics.bootstrap(), e.getMessage()), e);
    }
  }

  private ProvenRange microblocks(TopicReader reader) throws EventDefectException {
    var reading = new Microblocks();
    reader.all(topics.partition(Topic.CHAIN_MICROBLOCKS), reading::take);
    return reading.range();
  }

  /** Decides with the first record where the range begins, and passes over what is outside it. */
  private final class Microblocks {
    private ProvenRange range;

    void take(ConsumerRecord<byte[], byte[]> record) {
      try {
        take(parsed(Topic.CHAIN_MICROBLOCKS, MicroblockRecord.parser(), record), record.offset());
      } catch (EventDefectException e) {
        throw new Passed(e);
      }
    }

    private void take(MicroblockRecord record, long offset) throws EventDefectException {
      if (range == null) {
        range = new ProvenRange(genesis, first(record.getSequence()));
      }
      if (record.getSequence() < range.from() || record.getSequence() > to.orElse(Long.MAX_VALUE)) {
        return;
      }
      try {
        range.take(CertifiedMicroblock.fromProto(record));
      } catch (DecodeException e) {
        throw new EventDefectException(
            Topic.CHAIN_MICROBLOCKS, "offset %d: %s".formatted(offset, e.getMessage()));
      }
      lastOffset = offset;
      if (range.microblocks().size() % NOTICE == 0) {
        progress.say("%,d microblocks are proven".formatted(range.microblocks().size()));
      }
    }

    private long first(long available) {
      long wanted = from.orElse(available);
      if (wanted < available) {
        throw new LauncherFailure(
            "chain.microblocks begins at sequence %d; ask from there on".formatted(available));
      }
      return wanted;
    }

    ProvenRange range() throws EventDefectException {
      if (range == null || range.microblocks().isEmpty()) {
        throw new LauncherFailure("chain.microblocks has nothing of that range");
      }
      if (to.isPresent() && range.next() <= to.getAsLong()) {
        throw new LauncherFailure(
            "chain.microblocks ends at sequence %d".formatted(range.next() - 1));
      }
      progress.say(
          "%,d microblocks are proven, with %,d transactions and %,d signatures"
              .formatted(range.microblocks().size(), range.transactions(), range.signatures()));
      return range;
    }
  }

  /** Events come a moment after their microblock: the ledger publishes what it has written. */
  private void awaitPublisher() {
    TopicPartition partition = topics.partition(Topic.CHAIN_MICROBLOCKS);
    Instant deadline = Instant.now().plus(PUBLISHING);
    try (Admin admin =
        Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrap()))) {
      var group = new GroupLag(admin, topics.prefix() + PUBLISHER);
      while (group.acknowledged().getOrDefault(partition, 0L) <= lastOffset) {
        if (Instant.now().isAfter(deadline)) {
          throw new LauncherFailure(
              "the ledger has not published all of the range within %d s; `status` shows how far"
                      .formatted(PUBLISHING.toSeconds())
                  + " it is");
        }
        Waiting.pause(LOOK_AGAIN);
      }
    }
  }

  private <M extends MessageLite> void read(
      TopicReader reader, Topic topic, Parser<M> parser, Taker<M> taker) {
    for (TopicPartition partition : topics.partitions(topic)) {
      reader.all(
          partition,
          record -> {
            try {
              taker.take(key(record), parsed(topic, parser, record));
            } catch (EventDefectException e) {
              throw new Passed(e);
            }
          });
    }
    progress.say("%s is read".formatted(topic.topicName()));
  }

  private static ByteString key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? ByteString.EMPTY : ByteString.copyFrom(record.key());
  }

  private static <M extends MessageLite> M parsed(
      Topic topic, Parser<M> parser, ConsumerRecord<byte[], byte[]> record)
      throws EventDefectException {
    try {
      return parser.parseFrom(record.value() == null ? new byte[0] : record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new EventDefectException(
          topic,
          "offset %d of partition %d: %s"
              .formatted(record.offset(), record.partition(), e.getMessage()));
    }
  }

  /** A defect on its way out of the reader, which passes on unchecked exceptions only. */
  private static final class Passed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Passed(EventDefectException defect) {
      super(defect);
    }
  }
}
