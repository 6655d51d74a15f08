package io.timecoin.e2e;

import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Kills every process of a devnet once, in an order, at moments and for times that a seed draws.
 * Some are still away when the next one dies.
 */
final class KillCampaign {
  private static final Duration FIRST_AFTER = Duration.ofSeconds(2);
  private static final int SHORTEST_GAP_MILLIS = 500;
  private static final int LONGEST_GAP_MILLIS = 7_000;
  private static final int LONGEST_ABSENCE_MILLIS = 9_000;

  /** One death. */
  record Kill(String victim, Instant at, Duration away) {}

  private final List<Victim> victims;
  private final RandomGenerator random;

  KillCampaign(Devnet devnet, RandomGenerator random) {
    this.victims = new ArrayList<>(Victim.of(devnet));
    this.random = random;
    Collections.shuffle(victims, java.util.Random.from(random));
  }

  /** Longest time that {@link #run} takes with so many processes. */
  static Duration atMost(int victims) {
    return FIRST_AFTER.plusMillis((long) victims * LONGEST_GAP_MILLIS + LONGEST_ABSENCE_MILLIS);
  }

  /** Returns when all have been killed and started again. */
  List<Kill> run() throws InterruptedException {
    var kills = new ArrayList<Kill>();
    var returns = new ArrayList<Thread>();
    Waiting.pause(FIRST_AFTER);
    for (Victim victim : victims) {
      Duration away = Duration.ofMillis(random.nextInt(LONGEST_ABSENCE_MILLIS));
      kills.add(new Kill(victim.name(), Instant.now(), away));
      victim.kill().run();
      returns.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    Waiting.pause(away);
                    victim.start().run();
                  }));
      Waiting.pause(Duration.ofMillis(random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS)));
    }
    for (Thread thread : returns) {
      thread.join();
    }
    return kills;
  }
}
