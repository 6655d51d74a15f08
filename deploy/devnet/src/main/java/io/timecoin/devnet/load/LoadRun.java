package io.timecoin.devnet.load;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Sends shipments at a steady rate, whatever the answers take (open loop), and follows each to its
 * end. Runs once.
 */
public final class LoadRun {
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration POLL = Duration.ofMillis(15);
  private static final Duration LAST_WAIT = Duration.ofMinutes(2);

  /** Requests under way at once; beyond it sending waits, and the report's throughput shows it. */
  private static final int MAX_REQUESTS = 64;

  private static final int MAX_PER_REQUEST = 256;

  /** Two minutes of patience with a node that is away. */
  private static final int MAX_ATTEMPTS = 240;

  private static final Duration RETRY = Duration.ofMillis(500);

  private final List<Door> doors;
  private final LoadPlan plan;
  private final List<Shipment> shipments;
  private final LongAdder retries = new LongAdder();
  private final Semaphore requests = new Semaphore(MAX_REQUESTS);

  /**
   * A run.
   *
   * @param gateways that take shipments in turn
   */
  LoadRun(List<GatewayClient> gateways, LoadPlan plan, List<Shipment> shipments) {
    this.doors = gateways.stream().map(Door::new).toList();
    this.plan = plan;
    this.shipments = List.copyOf(shipments);
  }

  /**
   * Sends and waits for every end; the report is about what was sent.
   *
   * @param goesOn false when no more is to be sent, whatever is left; asked every few milliseconds
   */
  public LoadReport run(BooleanSupplier goesOn, Progress progress) {
    long begin = System.nanoTime();
    var sending = new AtomicBoolean(true);
    Thread polling = Thread.ofVirtual().start(() -> follow(sending));
    int sent = send(begin, goesOn, progress);
    long sentAll = System.nanoTime();
    sending.set(false);
    join(polling);
    return report(shipments.subList(0, sent), (sentAll - begin) / 1e9);
  }

  private LoadReport report(List<Shipment> sent, double sendingSeconds) {
    var outcomes = new HashMap<String, Outcome>();
    doors.forEach(door -> outcomes.putAll(door.tracker().outcomes()));
    List<LoadReport.Share> shares =
        doors.stream().map(door -> LoadReport.Share.of(door.handedIn(), outcomes)).toList();
    return LoadReport.of(sent, outcomes, retries.intValue(), sendingSeconds).withShares(shares);
  }

  /** How many were sent. */
  private int send(long begin, BooleanSupplier goesOn, Progress progress) {
    int next = 0;
    long told = begin;
    while (next < shipments.size() && goesOn.getAsBoolean()) {
      long now = System.nanoTime();
      int due = (int) Math.min(shipments.size(), (now - begin) / 1_000_000_000.0 * plan.rate() + 1);
      if (due > next) {
        due = Spread.wholePairs(shipments, due);
        send(shipments.subList(next, due), next);
        next = due;
      }
      if (now - told > 1_000_000_000L) {
        told = now;
        progress.say(bar(next, shipments.size()));
      }
      Waiting.pause(TICK);
    }
    requests.acquireUninterruptibly(MAX_REQUESTS);
    return next;
  }

  /** All that is due goes out at once: rivals too, and through different doors. */
  private void send(List<Shipment> due, int first) {
    List<List<Shipment>> shares = Spread.over(due, first, doors.size());
    for (int i = 0; i < doors.size(); i++) {
      Door door = doors.get(i);
      List<Shipment> share = shares.get(i);
      for (int from = 0; from < share.size(); from += MAX_PER_REQUEST) {
        List<Shipment> batch = share.subList(from, Math.min(share.size(), from + MAX_PER_REQUEST));
        requests.acquireUninterruptibly();
        door.use(batch);
        Thread.ofVirtual().start(() -> submit(door, batch));
      }
    }
  }

  private String bar(int sent, int all) {
    int filled = 30 * sent / all;
    return "[%s%s] %,d/%,d sent, %,d final, %,d open"
        .formatted(
            "#".repeat(filled),
            ".".repeat(30 - filled),
            sent,
            all,
            doors.stream().mapToInt(door -> door.tracker().finals()).sum(),
            open());
  }

  private int open() {
    return doors.stream().mapToInt(door -> door.tracker().open()).sum();
  }

  /** As a careful client: what was not taken, or may not have been, is handed in again. */
  private void submit(Door door, List<Shipment> batch) {
    long sent = System.nanoTime();
    try {
      boolean taken = door.offer(batch, sent);
      for (int i = 1; i < MAX_ATTEMPTS && !taken; i++) {
        retries.increment();
        Waiting.pause(RETRY);
        taken = door.offer(batch, sent);
      }
      if (!taken) {
        door.refused(batch, sent);
      }
    } finally {
      requests.release();
    }
  }

  private void follow(AtomicBoolean sending) {
    long deadline = 0;
    while (sending.get() || open() > 0) {
      doors.forEach(door -> door.tracker().poll());
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
