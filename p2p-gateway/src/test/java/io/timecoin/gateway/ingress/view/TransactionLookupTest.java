package io.timecoin.gateway.ingress.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.gateway.tracking.ProvenCertificates;
import io.timecoin.gateway.tracking.SealIndex;
import io.timecoin.gateway.tracking.StatusNotice;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.transaction.Transaction;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever waits for the end of a payment is not sent away between two readers. */
class TransactionLookupTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final TransactionTracking tracking =
      new TransactionTracking(
          100, Duration.ofHours(1), 10, 10, InstantSource.system(), new Random(1), _ -> {});
  private final SealIndex seals = new SealIndex();
  private final ChainWatch chain =
      new ChainWatch(
          new ProvenCertificates(Fixtures.GENESIS.committee(), Fixtures.GENESIS.hash()),
          Fixtures.GENESIS,
          tracking,
          seals);
  private final Transaction payment = Fixtures.payment(1);

  /** Questions that the ledger answers with "not found" before it has the payment. */
  private final AtomicInteger questionsTooEarly = new AtomicInteger();

  private final TransactionLookup lookup =
      new TransactionLookup(
          tracking,
          chain,
          new TransactionViews(seals),
          only(LedgerReads.class, "transaction", this::written),
          only(MempoolReads.class, "transaction", () -> failed(ReadException.Reason.NOT_FOUND)),
          System::nanoTime);

  @Test
  void whatWasReadOfTheChainEndsTheWaiting() throws Exception {
    submitted();
    var waiting = lookup.awaitEnd(payment.txid(), LIMIT);
    told();
    assertThat(waiting).isNotDone();

    chain.take(Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(payment)));

    assertThat(stateOf(waiting)).isEqualTo("final");
  }

  /** The gateway began to read after the microblock, and the ledger is a moment behind. */
  @Test
  void whatOnlyTheLedgerCanProveIsWaitedFor() throws Exception {
    questionsTooEarly.set(3);
    submitted();
    told();
    chain.take(Fixtures.microblock(500, payment.txid(), List.of(Fixtures.payment(2))));

    assertThat(stateOf(lookup.awaitEnd(payment.txid(), LIMIT))).isEqualTo("final");
  }

  /** The tip is ahead of the tracking for a moment: nobody's waiting ends on it. */
  @Test
  void whatIsReadIsKnownBeforeItCountsAsFollowed() {
    submitted();
    var followed = new CompletableFuture<Long>();
    var unused =
        tracking.await(
            payment.txid(),
            known -> {
              if (known.state() instanceof TransactionState.Final) {
                followed.complete(chain.followed());
              }
              return false;
            },
            LIMIT);

    chain.take(Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(payment)));

    assertThat(followed).isCompletedWithValue(0L);
    assertThat(chain.followed()).isEqualTo(1);
  }

  @Test
  void atTheDeadlineItIsToldWhatIsKnown() throws Exception {
    submitted();

    assertThat(stateOf(lookup.awaitEnd(payment.txid(), Duration.ofMillis(20))))
        .isEqualTo("pending");
  }

  private void submitted() {
    tracking.submitted(payment.txid(), payment.wtxid(), 1);
  }

  private void told() {
    tracking.told(
        new StatusNotice(
            Optional.of(payment.txid()),
            payment.wtxid(),
            new TransactionState.ToldFinal(1),
            Latency.getDefaultInstance()));
  }

  private static String stateOf(CompletableFuture<Optional<TransactionView>> answer)
      throws Exception {
    return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS).orElseThrow().state();
  }

  private CompletableFuture<?> written() {
    return questionsTooEarly.getAndDecrement() > 0
        ? failed(ReadException.Reason.NOT_FOUND)
        : CompletableFuture.completedFuture(
            FinalTransaction.newBuilder()
                .setRecord(
                    TransactionRecord.newBuilder()
                        .setTxid(bytes(payment.txid()))
                        .setWtxid(bytes(payment.wtxid()))
                        .setSequence(1))
                .build());
  }

  private static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }

  private static CompletableFuture<?> failed(ReadException.Reason reason) {
    return CompletableFuture.failedFuture(new ReadException(reason, "a test's answer"));
  }

  /** A neighbour that answers one kind of question. */
  private static <T> T only(Class<T> type, String method, Supplier<CompletableFuture<?>> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, called, _) -> {
              assertThat(called.getName()).isEqualTo(method);
              return answer.get();
            }));
  }
}
