package io.timecoin.devnet.route;

import io.timecoin.devnet.load.LoadReport.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the gateway answered to a flood. Thread-safe. */
final class FloodTally {
  private final SortedMap<String, Integer> requests = new TreeMap<>();
  private final List<Double> refusalMillis = new ArrayList<>();
  private final List<Double> takenMillis = new ArrayList<>();
  private int withoutRetryAfter;
  private long payments;

  /** An answer to so many payments. */
  synchronized void answered(Submission.Answer answer, int of, double millis) {
    payments += of;
    boolean isAnswer = answer.status() != Submission.NO_ANSWER;
    requests.merge(
        isAnswer ? (answer.status() + " " + answer.error()).strip() : "no answer", 1, Integer::sum);
    if (answer.isTaken()) {
      takenMillis.add(millis);
    } else if (isAnswer) {
      refusalMillis.add(millis);
      if (!answer.retryAfter()) {
        withoutRetryAfter++;
      }
    }
  }

  /** Payments of all requests that were sent. */
  synchronized long payments() {
    return payments;
  }

  /** Requests by the status of their answer and its name for the error. */
  synchronized SortedMap<String, Integer> requests() {
    return new TreeMap<>(requests);
  }

  /** Refusals that do not say when to come again. */
  synchronized int withoutRetryAfter() {
    return withoutRetryAfter;
  }

  synchronized Percentiles refusalMillis() {
    return percentiles(refusalMillis);
  }

  synchronized Percentiles takenMillis() {
    return percentiles(takenMillis);
  }

  private static Percentiles percentiles(List<Double> millis) {
    return Percentiles.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
