package io.timecoin.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a campaign did to finality. */
final class Recovery {
  private Recovery() {}

  /** One line for each death: for how long the process was away, and finality with it. */
  static String table(List<KillCampaign.Kill> kills, ChainStream stream) {
    Instant begin = kills.getFirst().at();
    var table =
        new StringBuilder("at s   killed                  away   back  finality paused (ms)\n");
    for (int i = 0; i < kills.size(); i++) {
      KillCampaign.Kill kill = kills.get(i);
      Instant next = i + 1 < kills.size() ? kills.get(i + 1).at() : kill.at().plusSeconds(15);
      table.append(
          "%6.1f %-22s %5d  %5d  %d%n"
              .formatted(
                  Duration.between(begin, kill.at()).toMillis() / 1_000.0,
                  kill.victim(),
                  kill.away().toMillis(),
                  kill.back().toMillis(),
                  Stall.longest(stream, kill.at(), next).toMillis()));
    }
    return table.toString();
  }
}
