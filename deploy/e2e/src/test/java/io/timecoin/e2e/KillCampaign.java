package io.timecoin.e2e;

import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Kills every process of a devnet once, in an order, at moments and for times that a seed draws.
 */
final class KillCampaign {
  private static final Duration FIRST_AFTER = Duration.ofSeconds(2);
  private static final int SHORTEST_GAP_MILLIS = 500;

  /** Whatever takes longer does not come back; how long it took is told. */
  private static final Duration BACK_LIMIT = Duration.ofMinutes(3);

  /** How close to each other the deaths are. */
  enum Pace {
    /** Some are still away when the next one dies. */
    CROWDED(5_000, 9_000, Duration.ofSeconds(35)),
    /** Each works again before the next one dies. */
    IN_TURN(3_000, 3_000, Duration.ofSeconds(75));

    private final int longestGapMillis;
    private final int longestAbsenceMillis;
    private final Duration usual;

    Pace(int longestGapMillis, int longestAbsenceMillis, Duration usual) {
      this.longestGapMillis = longestGapMillis;
      this.longestAbsenceMillis = longestAbsenceMillis;
      this.usual = usual;
    }

    /** About how long a campaign against eleven processes takes. */
    Duration usual() {
      return usual;
    }
  }

  /**
   * One death.
   *
   * @param away from the death until the process is started again
   * @param back from that start until the process works: a service is ready, a server answers
   */
  record Kill(String victim, Instant at, Duration away, Duration back) {}

  private final List<Victim> victims;
  private final Pace pace;
  private final RandomGenerator random;

  KillCampaign(Devnet devnet, Pace pace, RandomGenerator random) {
    this.victims = new ArrayList<>(Victim.of(devnet));
    this.pace = pace;
    this.random = random;
    Collections.shuffle(victims, java.util.Random.from(random));
  }

  /** Returns when all have been killed and work again; fails when one does not come back. */
  List<Kill> run() {
    var kills = new ArrayList<CompletableFuture<Kill>>();
    Waiting.pause(FIRST_AFTER);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Victim victim : victims) {
        Duration away = Duration.ofMillis(random.nextInt(pace.longestAbsenceMillis));
        Instant at = Instant.now();
        victim.kill().run();
        var kill = CompletableFuture.supplyAsync(() -> bringBack(victim, at, away), executor);
        kills.add(kill);
        if (pace == Pace.IN_TURN) {
          kill.join();
        }
        Waiting.pause(
            Duration.ofMillis(random.nextInt(SHORTEST_GAP_MILLIS, pace.longestGapMillis)));
      }
      return kills.stream().map(CompletableFuture::join).toList();
    }
  }

  private static Kill bringBack(Victim victim, Instant at, Duration away) {
    Waiting.pause(away);
    long begin = System.nanoTime();
    victim.start().run();
    Poll.untilTrue(victim.name() + " works again", BACK_LIMIT, victim.works());
    return new Kill(victim.name(), at, away, Duration.ofNanos(System.nanoTime() - begin));
  }
}
