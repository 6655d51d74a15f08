package io.timecoin.verifier.ingress;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.verifier.config.VerifierConfig;
import io.timecoin.verifier.egress.VerifiedBatchPublisher;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.recheck.TakenOutException;
import io.timecoin.verifier.verification.InFlight;
import io.timecoin.verifier.verification.VerificationPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Takes batches from tx.inbound. The consuming method returns when all of a poll's batches are
 * queued for the workers: while they are busy or verdicts cannot be written it waits, and nothing
 * more is taken from Kafka. The offsets are acknowledged when all verdicts of the poll are durable.
 *
 * <p>Once this instance is taken out, the poll is refused: the connector then closes its consumer,
 * which leaves the group, so that other verifiers get the partitions and whatever of them is not
 * acknowledged.
 */
@ApplicationScoped
public class InboundBatchConsumer {
  public static final String CHANNEL = "tx-inbound";

  private final InboundBatchReader reader;
  private final InFlight inFlight;
  private final VerificationPool pool;
  private final VerifiedBatchPublisher publisher;
  private final DeadLetters deadLetters;
  private final ServiceState state;
  private final TakenOut takenOut;
  private final IntakeMetrics metrics;

  @Inject
  public InboundBatchConsumer(
      VerifierConfig config,
      InFlight inFlight,
      VerificationPool pool,
      VerifiedBatchPublisher publisher,
      DeadLetters deadLetters,
      ServiceState state,
      TakenOut takenOut,
      IntakeMetrics metrics) {
    this.reader = new InboundBatchReader(config.largestBatchTransactions());
    this.inFlight = inFlight;
    this.pool = pool;
    this.publisher = publisher;
    this.deadLetters = deadLetters;
    this.state = state;
    this.takenOut = takenOut;
    this.metrics = metrics;
  }

  /** One poll's records, on a worker thread, one poll after the other. */
  @Incoming(CHANNEL)
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  @Blocking(value = CHANNEL, ordered = true)
  public CompletionStage<Void> consume(Message<List<byte[]>> poll) {
    if (takenOut.isTrue()) {
      leaveTheGroup(poll);
      return CompletableFuture.completedFuture(null);
    }
    List<CompletableFuture<Void>> durable = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : records(poll)) {
        durable.add(take(record));
      }
    } catch (InterruptedException e) {
      // Shutting down: what is not acknowledged comes again.
      Thread.currentThread().interrupt();
      return CompletableFuture.completedFuture(null);
    }
    acknowledgeAfter(CompletableFuture.allOf(durable.toArray(CompletableFuture[]::new)), poll);
    return CompletableFuture.completedFuture(null);
  }

  @SuppressWarnings("unchecked")
  private static Iterable<ConsumerRecord<byte[], byte[]>> records(Message<?> poll) {
    return poll.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow().getRecords();
  }

  private CompletableFuture<Void> take(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    try {
      return verify(record, reader.read(record.value()));
    } catch (BadRecordException e) {
      deadLetters.send(record, e.error(), e.getMessage());
      metrics.deadBatch();
      return CompletableFuture.completedFuture(null);
    }
  }

  private CompletableFuture<Void> verify(ConsumerRecord<byte[], byte[]> record, InboundBatch batch)
      throws InterruptedException {
    InFlight.Entry entry = inFlight.enter(record.serializedValueSize());
    var timer = metrics.batchTaken(batch);
    return publisher
        .publish(batch, pool.verify(batch.getTransactionsList()).whenComplete(timer))
        .whenComplete((_, _) -> entry.leave());
  }

  private void acknowledgeAfter(CompletableFuture<Void> durable, Message<?> poll) {
    var _ =
        durable
            .thenCompose(_ -> poll.ack())
            .whenComplete(
                (_, failure) -> {
                  if (takenOut.isTrue()) {
                    leaveTheGroup(poll);
                  } else if (failure != null) {
                    state.broken("verdicts could not be written", failure);
                  }
                });
  }

  /**
   * Refuses the poll, and so closes the channel (failure-strategy=fail), on a thread of its own,
   * since closing waits for the polling thread. The connector ignores it during a rebalance; the
   * next poll comes here again.
   */
  private static void leaveTheGroup(Message<?> poll) {
    Thread.ofVirtual().name("leave-group").start(() -> poll.nack(new TakenOutException()));
  }
}
