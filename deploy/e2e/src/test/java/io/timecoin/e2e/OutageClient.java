package io.timecoin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A client that goes on whatever happens: every 100 ms a payment, every second a balance, each a
 * request of its own, so that a slow answer holds up none; and it follows every promise to its end.
 */
final class OutageClient implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration QUERY_PACE = Duration.ofSeconds(1);
  private static final Duration FOLLOW_PACE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int IDS_PER_REQUEST = 100;

  /** {@link Attempt#status} when there was no answer at all. */
  static final int NO_ANSWER = 0;

  /**
   * One request and its answer.
   *
   * @param askedNanos by {@link System#nanoTime}
   * @param status HTTP's; of a query 200 for any result
   * @param retryAfter whether the answer says when to come again
   */
  record Attempt(long askedNanos, Duration took, int status, boolean retryAfter) {}

  private final RunningDevnet devnet;
  private final Supplier<Transaction> payments;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ConcurrentLinkedQueue<Attempt> submissions = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Attempt> queries = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> promisedAt = new ConcurrentHashMap<>();
  private final Map<String, Long> finalAt = new ConcurrentHashMap<>();
  private final Deque<String> ends = new ConcurrentLinkedDeque<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread follower = Thread.ofVirtual().unstarted(this::follow);

  /** Starts at once. */
  @SuppressWarnings("FutureReturnValueIgnored")
  OutageClient(RunningDevnet devnet, Supplier<Transaction> payments) {
    this.devnet = devnet;
    this.payments = payments;
    clock.scheduleAtFixedRate(
        () -> requests.execute(this::pay), 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    clock.scheduleAtFixedRate(
        () -> requests.execute(this::ask), 0, QUERY_PACE.toMillis(), TimeUnit.MILLISECONDS);
    follower.start();
  }

  private void pay() {
    Transaction payment = payments.get();
    String body = "{\"transactions\":[\"%s\"]}".formatted(Payments.hex(payment));
    long asked = System.nanoTime();
    int status = NO_ANSWER;
    boolean retryAfter = false;
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(devnet.gateway().base().resolve("v1/transactions"))
                  .header("content-type", "application/json")
                  .timeout(PATIENCE)
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      status = answer.statusCode();
      retryAfter = answer.headers().firstValue("Retry-After").isPresent();
    } catch (IOException e) {
      devnet.note("a payment had no answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long now = System.nanoTime();
    if (status == 202) {
      promisedAt.put(payment.txid().toString(), now);
    }
    submissions.add(new Attempt(asked, Duration.ofNanos(now - asked), status, retryAfter));
  }

  private void ask() {
    long asked = System.nanoTime();
    int status = 200;
    try {
      JsonNode unused = devnet.gateway().call("getbalance", devnet.purse().owner().toString());
    } catch (RpcFailure e) {
      status = 503;
    } catch (LauncherFailure e) {
      status = NO_ANSWER;
    }
    long took = System.nanoTime() - asked;
    queries.add(new Attempt(asked, Duration.ofNanos(took), status, false));
  }

  private void follow() {
    while (!Thread.currentThread().isInterrupted()) {
      List<String> open = open();
      for (int from = 0; from < open.size(); from += IDS_PER_REQUEST) {
        try {
          look(open.subList(from, Math.min(open.size(), from + IDS_PER_REQUEST)));
        } catch (LauncherFailure e) {
          // The gateway does not answer now: asked again.
        }
      }
      try {
        Thread.sleep(FOLLOW_PACE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look(List<String> ids) {
    for (JsonNode each : devnet.gateway().statuses(ids)) {
      String state = each.path("state").asText();
      if (Payments.FINAL.contains(state)) {
        finalAt.putIfAbsent(each.path("id").asText(), System.nanoTime());
      } else if (List.of("rejected", "aborted", "evicted", "expired").contains(state)
          && promisedAt.containsKey(each.path("id").asText())) {
        ends.add(each.toString());
      }
    }
  }

  /** Promises whose end is not known. */
  List<String> open() {
    var open = new ArrayList<>(promisedAt.keySet());
    open.removeAll(finalAt.keySet());
    return open;
  }

  /** Ends of promised payments other than finality; none is expected. */
  List<String> otherEnds() {
    return List.copyOf(ends);
  }

  /** Payments handed in so far, in order of their answers. */
  List<Attempt> submissions() {
    return List.copyOf(submissions);
  }

  List<Attempt> queries() {
    return List.copyOf(queries);
  }

  /** Promises that were seen to be final between two moments. */
  long finalBetween(long fromNanos, long toNanos) {
    return finalAt.values().stream().filter(at -> at - fromNanos >= 0 && at - toNanos < 0).count();
  }

  /** Whether a payment promised after a moment is final. */
  boolean finalPromisedSince(long nanos) {
    return promisedAt.entrySet().stream()
        .anyMatch(each -> each.getValue() - nanos >= 0 && finalAt.containsKey(each.getKey()));
  }

  int promises() {
    return promisedAt.size();
  }

  /** No more requests; returns when the last has its answer. What was promised is followed on. */
  void stopPaying() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(1, TimeUnit.SECONDS)) {
        throw new TimeoutException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      throw new AssertionError("the client's clock does not stop", e);
    }
    requests.close();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    follower.interrupt();
    requests.shutdownNow();
  }
}
