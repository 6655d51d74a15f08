package io.timecoin.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BoundedReadsTest {
  private static final Duration DEADLINE = Duration.ofMillis(500);
  private static final int CONCURRENCY = 2;
  private static final int CAPACITY = 100;

  private final CountDownLatch closed = new CountDownLatch(1);
  private HttpServer hanging;
  private BoundedReads reads;

  @BeforeEach
  void open() throws IOException {
    hanging = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hanging.createContext(
        "/",
        _ -> {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    hanging.start();
    var base = URI.create("http://127.0.0.1:" + hanging.getAddress().getPort());
    reads = new BoundedReads("ledger", Optional.of(List.of(base)), DEADLINE, CONCURRENCY, CAPACITY);
  }

  @AfterEach
  void close() {
    closed.countDown();
    reads.close();
    hanging.stop(0);
  }

  /** One after the other they would take fifty times the deadline. */
  @Test
  void whoWaitsBehindAServiceThatHangsHasItsAnswerAtTheDeadline() {
    long asked = System.nanoTime();
    var answers = new ArrayList<CompletableFuture<ChainHead>>();
    for (int i = 0; i < CONCURRENCY + CAPACITY; i++) {
      answers.add(reads.get("/internal/v1/chain", ChainHead.parser()));
    }
    assertThat(reads.get("/internal/v1/chain", ChainHead.parser())).isCompletedExceptionally();

    for (CompletableFuture<ChainHead> answer : answers) {
      assertThat(answer)
          .failsWithin(20 * DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(ReadException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(DEADLINE.multipliedBy(10));
  }

  @Test
  void aReadThatCannotBeAskedKeepsNoPlace() {
    for (int i = 0; i <= CONCURRENCY; i++) {
      assertThat(reads.get("/no path", ChainHead.parser()))
          .failsWithin(DEADLINE.dividedBy(2))
          .withThrowableThat()
          .withCauseInstanceOf(IllegalArgumentException.class);
    }
  }
}
