package io.timecoin.devnet.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends shipments at a steady rate, whatever the answers take (open loop), and follows each to its
 * end.
 */
final class LoadRun {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration POLL = Duration.ofMillis(15);
  private static final Duration LAST_WAIT = Duration.ofMinutes(2);

  /** Requests under way at once; beyond it sending waits, and the report's throughput shows it. */
  private static final int MAX_REQUESTS = 64;

  private static final int MAX_PER_REQUEST = 256;

  /** Two minutes of patience with a node that is away. */
  private static final int MAX_ATTEMPTS = 240;

  private static final Duration RETRY = Duration.ofMillis(500);

  private final GatewayClient gateway;
  private final LoadPlan plan;
  private final Progress progress;
  private final Tracker tracker;
  private final LongAdder retries = new LongAdder();
  private final Semaphore requests = new Semaphore(MAX_REQUESTS);

  LoadRun(GatewayClient gateway, LoadPlan plan, Progress progress) {
    this.gateway = gateway;
    this.plan = plan;
    this.progress = progress;
    this.tracker = new Tracker(gateway);
  }

  LoadReport run(List<Shipment> shipments) {
    long begin = System.nanoTime();
    var sending = new AtomicBoolean(true);
    Thread polling = Thread.ofVirtual().start(() -> follow(sending));
    send(shipments, begin);
    long sentAll = System.nanoTime();
    sending.set(false);
    join(polling);
    Map<String, Outcome> outcomes = tracker.outcomes();
    return LoadReport.of(shipments, outcomes, retries.intValue(), (sentAll - begin) / 1e9);
  }

  private void send(List<Shipment> shipments, long begin) {
    int next = 0;
    long told = begin;
    while (next < shipments.size()) {
      long now = System.nanoTime();
      int due = (int) Math.min(shipments.size(), (now - begin) / 1_000_000_000.0 * plan.rate() + 1);
      while (next < due) {
        int to = Math.min(due, next + MAX_PER_REQUEST);
        List<Shipment> batch = List.copyOf(shipments.subList(next, to));
        requests.acquireUninterruptibly();
        Thread.ofVirtual().start(() -> submit(batch));
        next = to;
      }
      if (now - told > 1_000_000_000L) {
        told = now;
        progress.say(bar(next, shipments.size()));
      }
      Waiting.pause(TICK);
    }
    requests.acquireUninterruptibly(MAX_REQUESTS);
  }

  private String bar(int sent, int all) {
    int filled = 30 * sent / all;
    return "[%s%s] %,d/%,d sent, %,d final, %,d open"
        .formatted(
            "#".repeat(filled),
            ".".repeat(30 - filled),
            sent,
            all,
            tracker.finals(),
            tracker.open());
  }

  /** As a careful client: what was not taken, or may not have been, is handed in again. */
  private void submit(List<Shipment> batch) {
    long sent = System.nanoTime();
    try {
      boolean taken = offer(batch, sent);
      for (int i = 1; i < MAX_ATTEMPTS && !taken; i++) {
        retries.increment();
        Waiting.pause(RETRY);
        taken = offer(batch, sent);
      }
      if (!taken) {
        batch.forEach(shipment -> tracker.ended(shipment, Outcome.refused(millisSince(sent))));
      }
    } finally {
      requests.release();
    }
  }

  /** False when the gateway is not there or says to come again. */
  private boolean offer(List<Shipment> batch, long sent) {
    try {
      GatewayClient.Answer answer = gateway.submit(batch.stream().map(Shipment::bytes).toList());
      if (answer.status() != 202) {
        return false;
      }
      JsonNode items = answer.body().path("transactions");
      for (int i = 0; i < batch.size(); i++) {
        take(batch.get(i), items.path(i), sent);
      }
      return true;
    } catch (LauncherFailure e) {
      return false;
    }
  }

  private void take(Shipment shipment, JsonNode item, long sent) {
    switch (item.path("status").asText()) {
      case "acknowledged" -> tracker.sent(shipment, sent);
      case "rejected" ->
          tracker.ended(
              shipment, new Outcome("rejected", item.path("code").asText(), "", millisSince(sent)));
      default -> tracker.ended(shipment, Outcome.refused(millisSince(sent)));
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private void follow(AtomicBoolean sending) {
    long deadline = 0;
    while (sending.get() || tracker.open() > 0) {
      tracker.poll();
      if (!sending.get()) {
        deadline = deadline == 0 ? System.nanoTime() + LAST_WAIT.toNanos() : deadline;
        if (System.nanoTime() - deadline > 0) {
          return;
        }
      }
      Waiting.pause(POLL);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }
}
