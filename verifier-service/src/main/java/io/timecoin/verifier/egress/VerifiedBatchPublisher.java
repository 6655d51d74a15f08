package io.timecoin.verifier.egress;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.recheck.TakenOutException;
import io.timecoin.verifier.verification.VerdictBatches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Writes verdicts to tx.verified in the order in which their batches were taken in, whichever is
 * ready first: so the order of every partition of tx.inbound is kept. Once this instance is taken
 * out it writes nothing more than what the channel was given before.
 */
@ApplicationScoped
public class VerifiedBatchPublisher {
  public static final String CHANNEL = "tx-verified";

  private static final OutgoingKafkaRecordMetadata<byte[]> KEYED =
      OutgoingKafkaRecordMetadata.<byte[]>builder().withKey(TopicCatalogue.constantKey()).build();

  private final MutinyEmitter<byte[]> emitter;
  private final VerdictBatches batches;
  private final TakenOut takenOut;
  private CompletableFuture<Void> lastHandedOver = CompletableFuture.completedFuture(null);

  // Unbounded here, because InFlight bounds what can be waiting.
  @Inject
  public VerifiedBatchPublisher(
      @Channel(CHANNEL) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> emitter,
      VerdictBatches batches,
      TakenOut takenOut) {
    this.emitter = emitter;
    this.batches = batches;
    this.takenOut = takenOut;
  }

  /**
   * Writes the verdicts when they are there; completes when they are durable, and with a {@link
   * TakenOutException} if this instance is taken out before.
   */
  public synchronized CompletableFuture<Void> publish(
      InboundBatch inbound, CompletableFuture<List<VerifiedTransaction>> verdicts) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    lastHandedOver =
        lastHandedOver.thenCombine(
            verdicts,
            (_, answers) -> {
              takenOut.refuseIfTrue();
              handOver(batches.of(inbound, answers), durable);
              return null;
            });
    failWith(durable, lastHandedOver);
    return durable;
  }

  /** Hands the batches to the channel in order; {@code durable} ends when all of them are. */
  private void handOver(List<VerifiedBatch> ordered, CompletableFuture<Void> durable) {
    CompletableFuture<?>[] sent =
        ordered.stream()
            .map(batch -> Message.of(batch.toByteArray(), Metadata.of(KEYED)))
            .map(message -> emitter.sendMessage(message).subscribeAsCompletionStage())
            .toArray(CompletableFuture[]::new);
    var _ =
        CompletableFuture.allOf(sent)
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    durable.complete(null);
                  } else {
                    durable.completeExceptionally(failure);
                  }
                });
  }

  private static void failWith(
      CompletableFuture<Void> durable, CompletableFuture<Void> handedOver) {
    var _ =
        handedOver.exceptionally(
            failure -> {
              durable.completeExceptionally(failure);
              return null;
            });
  }
}
