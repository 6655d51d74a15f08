package io.timecoin.ledger.egress;

import io.timecoin.kit.kafka.HangingTransactions;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.ingress.MicroblockDecoder;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.store.EventSource;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One membership of the publisher's group. Events and acknowledged offset are one Kafka
 * transaction: after any failure the session is thrown away, and the next one begins at the
 * acknowledged offset. Used by one thread.
 */
final class PublisherSession implements AutoCloseable {
  private static final String ROLE = "ledger-publisher";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final EventSource source;
  private final EventBatch events;
  private final AppliedHead head;
  private final LedgerMetrics metrics;
  private final LedgerConfig config;
  private final PublisherHealth health;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Function<Map<String, Object>, Producer<byte[], byte[]>> producers;
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();
  private Optional<TopicPartition> partition = Optional.empty();
  // Empty until genesis is published.
  private Optional<PublishedPosition> position = Optional.empty();
  private long applied = -1;

  /**
   * @param producers makes the transactional producer of given settings
   */
  PublisherSession(
      KafkaSettings settings,
      EventSource source,
      EventRecords events,
      AppliedHead head,
      LedgerMetrics metrics,
      LedgerConfig config,
      PublisherHealth health,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    this.settings = settings;
    this.source = source;
    this.events = new EventBatch(events);
    this.head = head;
    this.metrics = metrics;
    this.config = config;
    this.health = health;
    this.producers = producers;
    this.consumer = new KafkaConsumer<>(settings.groupReader(ROLE, ROLE));
    consumer.subscribe(List.of(settings.name(Topic.CHAIN_MICROBLOCKS)), new Turns());
  }

  /** Publishes what one poll brings; returns when all of it is acknowledged. */
  void publishNext() throws PublisherException, InterruptedException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    consumer.poll(POLL).forEach(records::add);
    if (producer.isEmpty()) {
      health.waiting("it is not its turn: another instance publishes, or the group is forming");
      return;
    }
    if (position.isEmpty() && awaitApplied(0)) {
      publishGenesis();
    }
    var run = new ArrayList<StreamedMicroblock>();
    long payments = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Optional<StreamedMicroblock> next = wanted(record, run);
      if (next.isPresent()) {
        run.add(next.get());
        payments += next.get().transactions().size();
      }
      if (payments >= config.batchPayments()) {
        publish(run);
        run.clear();
        payments = 0;
      }
    }
    if (!run.isEmpty()) {
      publish(run);
    }
    if (producer.isPresent() && position.isPresent()) {
      health.working();
    }
  }

  @Override
  public void close() {
    releaseProducer();
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }

  /** The record's microblock, unless its events are published or about to be. */
  private Optional<StreamedMicroblock> wanted(
      ConsumerRecord<byte[], byte[]> record, List<StreamedMicroblock> run)
      throws PublisherException {
    StreamedMicroblock microblock;
    try {
      microblock = MicroblockDecoder.decode(record);
    } catch (DecodeException e) {
      // The writer puts it aside as a dead letter; if it was needed, a gap follows.
      return Optional.empty();
    }
    long last =
        run.isEmpty()
            ? position.map(PublishedPosition::sequence).orElse(0L)
            : run.getLast().sequence();
    if (microblock.sequence() > last + 1) {
      throw new PublisherException(
          "LEDGER-201 at sequence %d: published up to %d, records are missing"
              .formatted(microblock.sequence(), last));
    }
    return microblock.sequence() <= last ? Optional.empty() : Optional.of(microblock);
  }

  private void publishGenesis() throws PublisherException, InterruptedException {
    TopicPartition input = partition.orElseThrow();
    var start = new PublishedPosition(0);
    long offset = consumer.beginningOffsets(List.of(input)).get(input);
    send(events.ofGenesis(source.rows(0, 0)), start, offset);
  }

  private void publish(List<StreamedMicroblock> run)
      throws PublisherException, InterruptedException {
    StreamedMicroblock last = run.getLast();
    if (awaitApplied(last.sequence())) {
      var rows = source.rows(run.getFirst().sequence(), last.sequence());
      send(events.of(run, rows), new PublishedPosition(last.sequence()), last.nextOffset());
    }
  }

  /**
   * Waits until PostgreSQL holds the sequence; false if the partition was taken away meanwhile. The
   * group is kept informed, but no records are taken.
   */
  private boolean awaitApplied(long sequence) throws InterruptedException {
    applied = Math.max(applied, source.appliedSequence());
    while (applied < sequence) {
      head.await(sequence - 1, POLL);
      consumer.pause(consumer.assignment());
      consumer.poll(Duration.ZERO);
      if (producer.isEmpty()) {
        return false;
      }
      applied = source.appliedSequence();
    }
    consumer.resume(consumer.assignment());
    return producer.isPresent();
  }

  private void send(
      List<ProducerRecord<byte[], byte[]>> records, PublishedPosition after, long nextOffset) {
    var writer = producer.orElseThrow();
    writer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      // Failures come back from commitTransaction.
      var unused = writer.send(record);
    }
    writer.sendOffsetsToTransaction(
        Map.of(partition.orElseThrow(), after.acknowledging(nextOffset)), consumer.groupMetadata());
    writer.commitTransaction();
    position = Optional.of(after);
    metrics.published(after.sequence());
  }

  /** What an earlier life has decided comes to its end before this one reads where it goes on. */
  private void fence(Producer<byte[], byte[]> writer) {
    List<String> topics =
        Stream.of(Topic.CHAIN_BLOCKS, Topic.CHAIN_TRANSACTIONS, Topic.CHAIN_ADDRESSES)
            .map(settings::name)
            .toList();
    String id = settings.prefixed(ROLE);
    Map<String, Object> administrator = settings.admin(ROLE);
    try (Admin admin = Admin.create(administrator)) {
      List<TopicPartition> written = HangingTransactions.partitions(admin, topics, id);
      var hanging = new HangingTransactions(admin, administrator, id);
      int _ = hanging.beforeFence(written);
      writer.initTransactions();
      int _ = hanging.afterFence(written);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void releaseProducer() {
    producer.ifPresent(writer -> writer.close(CLOSE_TIMEOUT));
    producer = Optional.empty();
    position = Optional.empty();
    partition = Optional.empty();
  }

  private final class Turns implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (partitions.isEmpty()) {
        return;
      }
      TopicPartition assigned = partitions.iterator().next();
      // First the fence, then the position: a predecessor can acknowledge nothing any more.
      var writer = producers.apply(settings.transactionalBulkProducer(ROLE, TRANSACTION_TIMEOUT));
      producer = Optional.of(writer);
      partition = Optional.of(assigned);
      fence(writer);
      OffsetAndMetadata acknowledged = consumer.committed(Set.of(assigned)).get(assigned);
      position = Optional.ofNullable(acknowledged).map(PublishedPosition::of);
      position.ifPresent(known -> metrics.published(known.sequence()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      releaseProducer();
    }
  }
}
