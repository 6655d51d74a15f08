package io.timecoin.devnet.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.util.List;

/** Waits until what was acknowledged has an end, and asks the gateway about what has none. */
record LastEnds(GatewayClient gateway, SignedLoad load, Fates fates, Duration limit) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** Without one more final payment: from now on the gateway is asked. */
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  private static final int PER_REQUEST = 1_000;

  /** How many have none when all have one or the time is over. */
  int await() {
    long begin = System.nanoTime();
    while (fates.promised() > 0 && System.nanoTime() - begin < limit.toNanos()) {
      int finals = fates.finals();
      long heard = System.nanoTime();
      while (fates.promised() > 0 && System.nanoTime() - heard < STANDSTILL.toNanos()) {
        Waiting.pause(LOOK_AGAIN);
        if (fates.finals() != finals) {
          finals = fates.finals();
          heard = System.nanoTime();
        }
      }
      if (fates.promised() > 0) {
        ask();
      }
    }
    return fates.promised();
  }

  private void ask() {
    List<Integer> open = fates.withoutEnd();
    for (int from = 0; from < open.size(); from += PER_REQUEST) {
      List<Integer> some = open.subList(from, Math.min(open.size(), from + PER_REQUEST));
      try {
        JsonNode answers =
            gateway.statuses(some.stream().map(each -> load.wtxid(each).toString()).toList());
        for (int i = 0; i < some.size(); i++) {
          if (isEnd(answers.path(i).path("state").asText())) {
            fates.ended(some.get(i));
          }
        }
      } catch (LauncherFailure e) {
        // It is asked again.
        return;
      }
    }
  }

  /** Final is seen in chain.microblocks, or not at all: a gateway's word for it does not count. */
  private static boolean isEnd(String state) {
    return switch (state) {
      case "rejected", "aborted", "evicted", "expired" -> true;
      default -> false;
    };
  }
}
