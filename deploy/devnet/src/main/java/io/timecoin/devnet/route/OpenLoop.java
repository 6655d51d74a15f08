package io.timecoin.devnet.route;

import io.timecoin.devnet.suite.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Sends a load at a steady rate, whatever the answers take. What should have been sent and was not,
 * because too many requests are under way, waits with its clock running. A request that was not
 * taken is sent again, as a careful client would. Used once.
 */
final class OpenLoop {
  /** What is due in between goes out in one request. */
  private static final Duration TICK = Duration.ofMillis(10);

  /** Requests under way at once, each of at most {@link #MAX_PER_REQUEST} payments. */
  private static final int MAX_REQUESTS = 64;

  private static final int MAX_PER_REQUEST = 512;

  /** With a gateway that takes nothing; what it never took, it never promised an end of. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration RETRY = Duration.ofMillis(200);

  private final List<URI> doors;
  private final SignedLoad load;
  private final Fates fates;
  private final int rate;
  private final Semaphore requests = new Semaphore(MAX_REQUESTS);
  private final LongAdder retries = new LongAdder();

  /**
   * A run.
   *
   * @param gateways that take requests in turn
   * @param rate payments a second
   */
  OpenLoop(List<URI> gateways, SignedLoad load, Fates fates, int rate) {
    this.doors = gateways.stream().map(Submission::door).toList();
    this.load = load;
    this.fates = fates;
    this.rate = rate;
  }

  /**
   * Sends until the load or the permission ends; returns when every request has an answer.
   *
   * @param goesOn asked at every tick
   */
  void run(Submission client, BooleanSupplier goesOn) {
    long begin = System.nanoTime();
    int next = 0;
    int turn = 0;
    while (next < load.size() && goesOn.getAsBoolean()) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      int due = (int) Math.min(load.size(), seconds * rate);
      while (next < due) {
        int to = Math.min(due, next + MAX_PER_REQUEST);
        for (int payment = next; payment < to; payment++) {
          fates.sent(payment, begin + (long) (payment * 1e9 / rate));
        }
        send(client, doors.get(turn++ % doors.size()), next, to);
        next = to;
      }
      Waiting.pause(TICK);
    }
    requests.acquireUninterruptibly(MAX_REQUESTS);
  }

  private void send(Submission client, URI door, int from, int to) {
    requests.acquireUninterruptibly();
    Thread.ofVirtual().start(() -> submit(client, door, from, to));
  }

  private void submit(Submission client, URI door, int from, int to) {
    try {
      byte[] body = load.body(from, to);
      Submission.Answer answer = client.send(door, body);
      long begin = System.nanoTime();
      while (!answer.isTaken() && System.nanoTime() - begin < PATIENCE.toNanos()) {
        retries.increment();
        Waiting.pause(RETRY);
        answer = client.send(door, body);
      }
      if (answer.isTaken()) {
        fates.acknowledged(from, to);
        answer.rejected().forEach(place -> fates.ended(from + place));
      } else {
        for (int payment = from; payment < to; payment++) {
          fates.ended(payment);
        }
      }
    } finally {
      requests.release();
    }
  }

  /** Requests that were sent again. */
  long retries() {
    return retries.sum();
  }
}
