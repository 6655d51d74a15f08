package io.timecoin.verifier.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.verifier.recheck.AcceptedSignature;
import io.timecoin.verifier.recheck.Opinions;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.recheck.TakenOutException;
import io.timecoin.verifier.verification.RefusedTransactions;
import io.timecoin.verifier.verification.VerdictBatches;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class VerifiedBatchPublisherTest {
  private final List<Message<?>> sent = new ArrayList<>();
  private final TakenOut takenOut = new TakenOut();
  private final VerifiedBatchPublisher publisher =
      new VerifiedBatchPublisher(
          emitter(), new VerdictBatches("v", 1_000_000, InstantSource.system()), takenOut);

  @Test
  void verdictsAreWrittenInTheOrderOfTheirBatches() throws Exception {
    var first = new CompletableFuture<List<VerifiedTransaction>>();

    var durable = publisher.publish(batch(1), first);
    var next = publisher.publish(batch(2), CompletableFuture.completedFuture(List.of()));
    assertThat(sent).isEmpty();
    first.complete(List.of());

    durable.get(10, TimeUnit.SECONDS);
    next.get(10, TimeUnit.SECONDS);
    assertThat(sent).hasSize(2);
  }

  /** Verdicts that were good when they were made are worth nothing once one was doubted. */
  @Test
  void nothingIsWrittenOnceTheInstanceIsTakenOut() {
    var made = new CompletableFuture<List<VerifiedTransaction>>();
    var durable = publisher.publish(batch(1), made);

    takeOut();
    made.complete(List.of());

    assertThatThrownBy(() -> durable.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TakenOutException.class);
    assertThat(publisher.publish(batch(2), CompletableFuture.completedFuture(List.of())))
        .isCompletedExceptionally();
    assertThat(sent).isEmpty();
  }

  private void takeOut() {
    var accepted =
        AcceptedSignature.of(
            new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH),
            new RefusedTransactions(TestTransactions.GENESIS_HASH).good(1),
            0);
    var rechecks =
        Opinions.rechecks(Opinions.refusing(accepted.publicKey().toByteArray()), takenOut, _ -> {});
    assertThatThrownBy(() -> rechecks.check(accepted)).isInstanceOf(TakenOutException.class);
  }

  private static InboundBatch batch(int sentAt) {
    return InboundBatch.newBuilder().setSentAtMillis(sentAt).build();
  }

  @SuppressWarnings("unchecked")
  private MutinyEmitter<byte[]> emitter() {
    return (MutinyEmitter<byte[]>)
        Proxy.newProxyInstance(
            MutinyEmitter.class.getClassLoader(),
            new Class<?>[] {MutinyEmitter.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("sendMessage");
              sent.add((Message<?>) arguments[0]);
              return Uni.createFrom().voidItem();
            });
  }
}
