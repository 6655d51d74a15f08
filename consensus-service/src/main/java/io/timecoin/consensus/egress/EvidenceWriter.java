package io.timecoin.consensus.egress;

import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.evidence.KeptEvidence;
import io.timecoin.consensus.voting.EvidenceLog;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Writes consensus.evidence on a thread of its own, each piece until it is durable; voting never
 * waits for it.
 */
public final class EvidenceWriter implements EvidenceLog, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EvidenceWriter.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(200);
  private static final long PAUSE_MILLIS = 1_000;

  /** Pieces that wait for the broker; one more is wanted again when it is seen again. */
  private static final int MOST_WAITING = 256;

  private final KafkaSettings settings;
  private final EvidenceBook book;
  private final InstantSource clock;
  private final BlockingQueue<KeptEvidence> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread =
      Thread.ofPlatform().name("evidence-writer").daemon().unstarted(this::run);

  public EvidenceWriter(KafkaSettings settings, EvidenceBook book, InstantSource clock) {
    this.settings = settings;
    this.book = book;
    this.clock = clock;
    this.producer = new KafkaProducer<>(settings.durableProducer("evidence"));
  }

  public EvidenceWriter start() {
    thread.start();
    return this;
  }

  @Override
  public void keep(Effect.Evidence evidence) {
    var piece = new KeptEvidence(evidence.first(), evidence.second(), clock.millis());
    if (book.wants(piece) && !waiting.offer(piece)) {
      book.notWritten(piece);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    producer.close(CLOSE_TIMEOUT);
  }

  private void run() {
    try {
      while (true) {
        var piece = waiting.take();
        while (!isWritten(piece)) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The evidence writer ends");
    }
  }

  private boolean isWritten(KeptEvidence piece) throws InterruptedException {
    try {
      var _ =
          producer
              .send(
                  new ProducerRecord<>(
                      settings.name(Topic.CONSENSUS_EVIDENCE),
                      TopicCatalogue.constantKey(),
                      piece.toProto().toByteArray()))
              .get();
      return true;
    } catch (ExecutionException | KafkaException e) {
      LOG.warnf("TC-CON-042: evidence is not written yet: %s", e.getMessage());
      return false;
    }
  }
}
