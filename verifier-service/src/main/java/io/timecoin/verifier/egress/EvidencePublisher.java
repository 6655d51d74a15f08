package io.timecoin.verifier.egress;

import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.verifier.recheck.Disagreement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Writes disagreements to verifier.evidence, each on a thread of its own until it is durable,
 * however long the broker is away; at SIGTERM it waits for that, as long as the drain may take.
 * There is one for each thread that verifies at most: it verifies nothing after its first.
 */
@ApplicationScoped
public class EvidencePublisher implements Drainable {
  private static final Logger LOG = Logger.getLogger(EvidencePublisher.class);
  private static final long PAUSE_MILLIS = 1_000;

  private final KafkaSettings settings;
  private final Collection<Thread> writers = new ConcurrentLinkedQueue<>();

  @Inject
  public EvidencePublisher(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Returns at once. */
  public void publish(Disagreement disagreement) {
    byte[] value = EvidenceRecord.of(disagreement, settings.instance()).toByteArray();
    writers.add(
        Thread.ofPlatform().name("evidence-writer").daemon().start(() -> writeUntilDurable(value)));
  }

  @Override
  public int order() {
    return OUTPUT;
  }

  @Override
  public void drain(Duration remaining) throws InterruptedException {
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private void writeUntilDurable(byte[] value) {
    try {
      while (!isWritten(value)) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      LOG.infof("The evidence of TC-VER-001 stands in %s", settings.name(Topic.VERIFIER_EVIDENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWritten(byte[] value) throws InterruptedException {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("evidence"))) {
      var _ =
          producer
              .send(
                  new ProducerRecord<>(
                      settings.name(Topic.VERIFIER_EVIDENCE), TopicCatalogue.constantKey(), value))
              .get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      LOG.warnf("TC-VER-002: the evidence is not written yet: %s", e.getMessage());
      return false;
    }
  }
}
