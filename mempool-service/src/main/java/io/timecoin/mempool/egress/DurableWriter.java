package io.timecoin.mempool.egress;

import com.google.protobuf.Message;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Writes records in order and returns when all are durable, however long the broker is away.
 * Whatever was not acknowledged is written again, so readers may see a record twice. One thread.
 */
final class DurableWriter implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DurableWriter.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  /** One record to be written. */
  record Letter(Topic topic, Message message) {}

  private final KafkaSettings settings;
  private final String role;
  private KafkaProducer<byte[], byte[]> producer;

  DurableWriter(KafkaSettings settings, String role) {
    this.settings = settings;
    this.role = role;
    this.producer = open();
  }

  /**
   * Writes all of them.
   *
   * @param wanted asked before each new attempt; false gives the rest up
   * @return where they stand, in order; empty if given up
   */
  List<RecordMetadata> write(List<Letter> letters, BooleanSupplier wanted)
      throws InterruptedException {
    List<RecordMetadata> places = new ArrayList<>(letters.size());
    while (true) {
      try {
        send(letters.subList(places.size(), letters.size()), places);
        return places;
      } catch (ExecutionException | KafkaException e) {
        LOG.warnf("Not written yet: %s", e.getMessage());
        // What is in flight must not arrive behind its repetition.
        producer.close(Duration.ZERO);
        producer = open();
      }
      if (!wanted.getAsBoolean()) {
        return List.of();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private void send(List<Letter> letters, List<RecordMetadata> places)
      throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(letters.size());
    for (Letter letter : letters) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  settings.name(letter.topic()),
                  TopicCatalogue.constantKey(),
                  letter.message().toByteArray())));
    }
    for (Future<RecordMetadata> each : sent) {
      places.add(each.get());
    }
  }

  private KafkaProducer<byte[], byte[]> open() {
    return new KafkaProducer<>(settings.durableProducer(role));
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
