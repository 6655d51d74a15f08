package io.timecoin.kit.kafka;

import com.google.protobuf.UnsafeByteOperations;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.proto.internal.v1.RecordHeader;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Puts a record that cannot be read aside, in the dead letters of its topic: key, value and headers
 * as they came, the reason and the place. Acknowledge the record's offset after {@link #send} has
 * returned, not before.
 */
@ApplicationScoped
public class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** Characters. */
  private static final int LONGEST_DETAIL = 1_000;

  private final KafkaSettings settings;
  private final MeterRegistry metrics;
  private final String service;
  private final InstantSource clock = InstantSource.system();
  private KafkaProducer<byte[], byte[]> producer;

  @Inject
  public DeadLetters(
      KafkaSettings settings,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.application.name", defaultValue = "timecoin")
          String service) {
    this.settings = settings;
    this.metrics = metrics;
    this.service = service;
  }

  /**
   * Writes the record to the dead-letter topic of its topic; blocks until it is durable, however
   * long the broker is away. Not for event loops.
   *
   * @param error one of few short names, e.g. NOT_PROTOBUF: it becomes a metric's tag
   * @param reason one sentence for a person
   * @throws InterruptedException when it was given up; then the record must not be acknowledged
   */
  public void send(ConsumerRecord<byte[], byte[]> record, String error, String reason)
      throws InterruptedException {
    String detail = shown(reason);
    Topic source =
        TopicCatalogue.byFullName(settings.prefix(), record.topic())
            .orElseThrow(
                () -> new IllegalArgumentException(record.topic() + " is not in the catalogue"));
    DeadLetter letter = letter(source, record, error, detail);
    ProducerRecord<byte[], byte[]> output =
        new ProducerRecord<>(
            settings.name(source.deadLetter()), record.key(), letter.toByteArray());
    while (!written(output)) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    metrics
        .counter("timecoin.dead.letters", "topic", source.topicName(), "error", error)
        .increment();
    LOG.warnf(
        "Record %s/%d/%d put aside as dead letter: %s, %s",
        record.topic(), record.partition(), record.offset(), error, detail);
  }

  private DeadLetter letter(
      Topic source, ConsumerRecord<byte[], byte[]> record, String error, String detail) {
    DeadLetter.Builder letter =
        DeadLetter.newBuilder()
            .setTopic(source.topicName())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setError(error)
            .setDetail(detail)
            .setService(service)
            .setInstance(settings.instance())
            .setAtMillis(clock.millis());
    if (record.key() != null) {
      letter.setKey(UnsafeByteOperations.unsafeWrap(record.key()));
    }
    if (record.value() != null) {
      letter.setValue(UnsafeByteOperations.unsafeWrap(record.value()));
    }
    record.headers().forEach(header -> letter.addHeaders(header(header)));
    return letter.build();
  }

  private static RecordHeader header(Header header) {
    RecordHeader.Builder copy = RecordHeader.newBuilder().setKey(header.key());
    if (header.value() != null) {
      copy.setValue(UnsafeByteOperations.unsafeWrap(header.value()));
    }
    return copy.build();
  }

  /** A reason may quote its record: it must fit beside it, and neither break nor forge lines. */
  private static String shown(String reason) {
    String printable = reason.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return printable.length() <= LONGEST_DETAIL
        ? printable
        : printable.substring(0, LONGEST_DETAIL);
  }

  private boolean written(ProducerRecord<byte[], byte[]> letter) throws InterruptedException {
    try {
      producer().send(letter).get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        LOG.warnf("Dead letter not written yet: %s", e.getCause().getMessage());
        return false;
      }
      throw new IllegalStateException("a dead letter cannot be written", e.getCause());
    }
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(settings.durableProducer("dead-letters"));
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_TIMEOUT);
    }
  }
}
