package io.timecoin.mempool.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.Unspent;
import io.timecoin.protocol.transaction.OutPoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A named scenario: KillCampaignE2E, seed 9 of 2026-11-26. Of a thousand orphans 64 were asked
 * about every five seconds, the others were answered with nothing, and payments that were final
 * long ago were refused because the orphanage was full.
 */
final class LedgerSpendersTest {
  private static final int AT_A_TIME = 3;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final CountDownLatch asMuchAsItHas = new CountDownLatch(AT_A_TIME);
  private final CountDownLatch answers = new CountDownLatch(1);
  private HttpServer server;
  private InternalReads reads;
  private LedgerSpenders spenders;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    reads = new InternalReads(List.of(base), LIMIT);
    spenders = new LedgerSpenders(reads, AT_A_TIME);
  }

  @AfterEach
  void stop() {
    answers.countDown();
    reads.close();
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    asked.add(exchange.getRequestURI().getPath());
    asMuchAsItHas.countDown();
    try (exchange) {
      answers.await();
      byte[] body =
          OutpointState.newBuilder().setUnspent(Unspent.getDefaultInstance()).build().toByteArray();
      underWay.decrementAndGet();
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void moreThanTheLedgerHasAtATimeWaitTheirTurn() throws Exception {
    int questions = 500;
    var answered = new CountDownLatch(questions);
    Queue<LedgerSpenders.Answer> given = new ConcurrentLinkedQueue<>();

    for (int i = 0; i < questions; i++) {
      spenders.ask(
          outpoint(i),
          answer -> {
            given.add(answer);
            answered.countDown();
          });
    }
    assertThat(asMuchAsItHas.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    answers.countDown();

    assertThat(answered.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(given).hasSize(questions).allMatch(LedgerSpenders.Answer.NotSpent.class::isInstance);
    assertThat(asked).hasSize(questions).doesNotHaveDuplicates();
    assertThat(mostUnderWay).hasValue(AT_A_TIME);
  }

  @Test
  void whoAsksTheSameGetsTheSameAnswer() throws Exception {
    var answered = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      spenders.ask(outpoint(1), _ -> answered.countDown());
    }
    answers.countDown();

    assertThat(answered.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(asked).hasSize(1);
  }

  @Test
  void tooManyAskersAreToldSoAtOnceAndTheNextAreServedAgain() throws Exception {
    var answered = new CountDownLatch(LedgerSpenders.MOST_ASKERS);
    IntStream.range(0, LedgerSpenders.MOST_ASKERS)
        .forEach(i -> spenders.ask(outpoint(i % 10), _ -> answered.countDown()));
    Queue<LedgerSpenders.Answer> oneTooMany = new ConcurrentLinkedQueue<>();

    spenders.ask(outpoint(0), oneTooMany::add);

    assertThat(oneTooMany).containsExactly(new LedgerSpenders.Answer.None());
    answers.countDown();
    assertThat(answered.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    var next = new CountDownLatch(1);
    spenders.ask(outpoint(11), _ -> next.countDown());
    assertThat(next.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static OutPoint outpoint(int number) {
    return new OutPoint(new Hash256(number, 0, 0, 0), 0);
  }
}
