package io.timecoin.consensus.store;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.topics.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The final chain as chain.microblocks tells it, from the ledger's sequence on: contiguous,
 * hash-chained, every certificate checked. Followed by standbys too, so that a take-over reads only
 * the rest. Used by one thread.
 */
public final class ChainFollower implements AutoCloseable {
  /** Kafka header: topic id of the vote log that decided a microblock. */
  public static final String TOPIC_ID_HEADER = "vote-log-topic-id";

  /** Kafka header: epoch of that log, 8 bytes big-endian. */
  public static final String EPOCH_HEADER = "vote-log-epoch";

  private final Genesis genesis;
  private final Ed25519Verifier verifier = new Ed25519Verifier();
  private final AssignedReader reader;
  private ChainPosition position;
  private long lastRecorded;
  private long lastRecordMillis;
  private String voteLogTopicId;
  private long voteLogEpoch;

  /** Follows from where the ledger stands. */
  public ChainFollower(KafkaSettings settings, Genesis genesis, LedgerHead head) {
    this.genesis = genesis;
    this.position = positionOf(genesis, head);
    this.voteLogTopicId = head.voteLogTopicId();
    this.voteLogEpoch = head.voteLogEpoch();
    this.reader =
        new AssignedReader(
            settings, "chain", Map.of(Topic.CHAIN_MICROBLOCKS, StartPosition.BEGINNING));
  }

  /** Takes what has come since; waits a fraction of a second for it. */
  public void poll() throws InterruptedException {
    take(reader.poll());
  }

  /** Takes all that was committed when this was called. */
  public void readToEnd() throws InterruptedException {
    reader.readToEnd(this::take);
  }

  /** Takes all below the given offset; at once, without asking the broker, if that is done. */
  public void readUntil(TopicPartition partition, long endOffset) throws InterruptedException {
    reader.readUntil(Map.of(partition, endOffset), this::take);
  }

  public ChainPosition position() {
    return position;
  }

  /** The last sequence of the topic; 0 if it is empty. */
  public long lastRecorded() {
    return lastRecorded;
  }

  /** When the broker took the last sequence in, at first; empty if the topic is empty. */
  public Optional<Instant> lastRecordAt() {
    return lastRecorded == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(lastRecordMillis));
  }

  /** The vote log that the newest microblock names, in ledger or topic; empty before the first. */
  public String voteLogTopicId() {
    return voteLogTopicId;
  }

  public long voteLogEpoch() {
    return voteLogEpoch;
  }

  /** Ends a waiting call. From any thread. */
  public void wakeup() {
    reader.wakeup();
  }

  @Override
  public void close() {
    reader.close();
  }

  private void take(List<ConsumerRecord<byte[], byte[]>> records) {
    for (var record : records) {
      try {
        var message = RecordValue.parse(record.value(), MicroblockRecord.getDefaultInstance());
        take(record, CertifiedMicroblock.fromProto(message));
      } catch (BadRecordException | DecodeException e) {
        throw new BrokenChainException(
            "TC-CON-031: offset %d of chain.microblocks is no microblock: %s"
                .formatted(record.offset(), e.getMessage()));
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, CertifiedMicroblock microblock) {
    var header = microblock.header();
    if (header.sequence() == position.sequence() && !header.digest().equals(position.digest())) {
      throw new BrokenChainException(
          "TC-CON-032: ledger and chain.microblocks differ at sequence " + header.sequence());
    }
    if (header.sequence() > position.sequence()) {
      if (!position.isFollowedBy(header) || !isCertified(microblock)) {
        throw new BrokenChainException(
            "TC-CON-033: chain.microblocks has a gap or an invalid certificate after sequence "
                + position.sequence());
      }
      position = position.after(header);
      voteLogTopicId = text(record, TOPIC_ID_HEADER).orElse(voteLogTopicId);
      voteLogEpoch = Math.max(voteLogEpoch, number(record, EPOCH_HEADER));
    }
    // A copy that comes late says nothing of when votes on what follows may have come.
    if (header.sequence() > lastRecorded) {
      lastRecorded = header.sequence();
      lastRecordMillis = record.timestamp();
    }
  }

  private boolean isCertified(CertifiedMicroblock microblock) {
    var certificate = microblock.certificate();
    return certificate.sequence() == microblock.header().sequence()
        && certificate.digest().equals(microblock.header().digest())
        && certificate.verify(position.committee(), genesis.hash(), verifier).isValid();
  }

  private static ChainPosition positionOf(Genesis genesis, LedgerHead head) {
    return new ChainPosition(
        head.sequence(), head.digest(), head.timeMillis(), head.lastBlock(), genesis.committee());
  }

  private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(Header::value)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(Header::value)
        .filter(bytes -> bytes.length == Long.BYTES)
        .map(bytes -> ByteBuffer.wrap(bytes).getLong())
        .orElse(0L);
  }
}
