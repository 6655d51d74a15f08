package io.timecoin.e2e;

import io.timecoin.protocol.block.CertifiedMicroblock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a campaign did to finality, second by second. */
final class Recovery {
  private Recovery() {}

  /** One line for each second: transactions that became final, and who died. */
  static String table(List<KillCampaign.Kill> kills, ChainStream stream) {
    Instant begin = kills.getFirst().at();
    var finals = new TreeMap<Long, Integer>();
    for (CertifiedMicroblock microblock : stream.microblocks()) {
      finals.merge(
          second(begin, Instant.ofEpochMilli(microblock.header().timeMillis())),
          microblock.transactions().size(),
          Integer::sum);
    }
    var table = new StringBuilder("second  final  killed\n");
    for (long second = 0; second <= finals.lastKey(); second++) {
      long now = second;
      table.append(
          "%6d %6d  %s%n"
              .formatted(
                  second,
                  finals.getOrDefault(second, 0),
                  kills.stream()
                      .filter(kill -> second(begin, kill.at()) == now)
                      .map(kill -> kill.victim() + " for " + kill.away().toMillis() + " ms")
                      .collect(Collectors.joining(", "))));
    }
    return table.toString();
  }

  private static long second(Instant begin, Instant at) {
    return Math.floorDiv(at.toEpochMilli() - begin.toEpochMilli(), 1_000L);
  }
}
