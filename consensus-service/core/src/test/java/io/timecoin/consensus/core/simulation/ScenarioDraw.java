package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.simulation.Scenario.Traitor;
import io.timecoin.consensus.core.simulation.Scenario.Weather;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.committee.VoteType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Draws a scenario from a seed. */
final class ScenarioDraw {
  private static final int LARGEST_COMMITTEE = 13;

  private final long seed;
  private final Seeded draw;

  private ScenarioDraw(long seed) {
    this.seed = seed;
    this.draw = Seeded.stream(seed, Seeded.Stream.SCENARIO);
  }

  static Scenario of(long seed) {
    return new ScenarioDraw(seed).scenario();
  }

  private Scenario scenario() {
    var tiers = tiers();
    long safetyMillis = draw.between(8_000, 25_000);
    var faults = new ArrayList<Fault>();
    var leavers = membershipChanges(tiers, faults);
    int wanted = draw.below(9);
    for (int i = 0; i < wanted; i++) {
      faults.add(fault(tiers.size(), safetyMillis));
    }
    return new Scenario(
        seed,
        tiers,
        draw.chance(60) ? traitors(tiers, leavers) : List.of(),
        skews(tiers.size() + Scenario.JOINERS),
        (int) draw.between(4, 15),
        (int) draw.between(3, 40),
        weather(),
        List.copyOf(faults),
        safetyMillis,
        draw.chance(8));
  }

  private List<Tier> tiers() {
    int size = 1 + draw.below(LARGEST_COMMITTEE);
    int kind = draw.below(10);
    if (kind < 5) {
      return Collections.nCopies(size, kind == 0 ? Tier.FREE : Tier.BRONZE);
    }
    var choice =
        kind < 8
            ? List.of(Tier.BRONZE, Tier.BRONZE, Tier.SILVER)
            : List.of(Tier.BRONZE, Tier.SILVER, Tier.GOLD);
    var tiers = new ArrayList<Tier>();
    for (int i = 0; i < size; i++) {
      tiers.add(draw.pick(choice));
    }
    return List.copyOf(tiers);
  }

  /** Some enter and leave; who leaves is returned. */
  private List<Integer> membershipChanges(List<Tier> tiers, List<Fault> faults) {
    if (tiers.size() < 4 || tiers.contains(Tier.FREE) || draw.chance(50)) {
      return List.of();
    }
    int joiners = draw.below(Scenario.JOINERS + 1);
    for (int i = 0; i < joiners; i++) {
      faults.add(
          new Fault.Registers(
              draw.between(1, 12),
              tiers.size() + i,
              draw.pick(List.of(Tier.BRONZE, Tier.BRONZE, Tier.SILVER))));
    }
    var leavers = draw.shuffled(numbers(tiers.size())).subList(0, draw.below(1 + tiers.size() / 4));
    leavers.forEach(leaver -> faults.add(new Fault.Deregisters(draw.between(1, 12), leaver)));
    return leavers;
  }

  /** Less than a third of the weight, also once all who want to leave have left. */
  private List<Traitor> traitors(List<Tier> tiers, List<Integer> leavers) {
    long total = 0;
    for (int i = 0; i < tiers.size(); i++) {
      total += leavers.contains(i) ? 0 : weight(tiers.get(i));
    }
    var traitors = new ArrayList<Traitor>();
    long weight = 0;
    for (int member : draw.shuffled(numbers(tiers.size()))) {
      long more = weight(tiers.get(member));
      if ((weight + more) * 3 < total && !leavers.contains(member) && !draw.chance(10)) {
        weight += more;
        traitors.add(new Traitor(member, misdeeds()));
      }
    }
    return List.copyOf(traitors);
  }

  static int weight(Tier tier) {
    return Math.max(1, tier.votingWeight());
  }

  private List<Misdeed.Kind> misdeeds() {
    if (draw.chance(15)) {
      return List.of(Misdeed.Kind.SILENCE);
    }
    var loud =
        Arrays.stream(Misdeed.Kind.values()).filter(kind -> kind != Misdeed.Kind.SILENCE).toList();
    var misdeeds = draw.some(loud, 40);
    return misdeeds.isEmpty() ? List.of(draw.pick(loud)) : List.copyOf(misdeeds);
  }

  private List<Long> skews(int members) {
    boolean wild = draw.chance(15);
    long most = draw.chance(50) ? 0 : wild ? 12_000 : 900;
    return LongStream.range(0, members).map(_ -> draw.between(-most, most)).boxed().toList();
  }

  private Weather weather() {
    long least = draw.between(1, 30);
    return new Weather(
        least,
        least + draw.between(0, 250),
        draw.chance(50) ? 0 : draw.below(25),
        draw.chance(50) ? 0 : draw.below(20),
        draw.chance(60) ? 0 : draw.below(12));
  }

  private Fault fault(int members, long safetyMillis) {
    long at = draw.between(0, safetyMillis);
    long to = at + draw.between(200, 9_000);
    int member = draw.below(members);
    return switch (draw.below(18)) {
      case 0, 1, 2 ->
          new Fault.Partition(
              at, to, draw.some(numbers(members), (int) draw.between(10, 60)), draw.chance(50));
      case 3, 4, 5 -> new Fault.Crash(at, draw.between(0, 4_000), member);
      case 6 -> new Fault.LostLog(at, draw.between(0, 2_000), member);
      case 7, 8 -> new Fault.TakeOver(at, member);
      case 9 -> new Fault.LostBodies(at, to, member);
      case 10, 11, 12 ->
          new Fault.LostVotes(
              at,
              to,
              draw.pick(List.of(VoteType.COMMIT, VoteType.COMMIT, VoteType.PREPARE)),
              (int) draw.between(30, 95));
      case 13, 14, 15 -> new Fault.CrashInWrite(at, draw.between(0, 2_500), member);
      case 16 -> new Fault.ClockSet(at, member, draw.between(-15_000, 15_000));
      default -> new Fault.SlowDisk(at, to, member, draw.between(20, 900));
    };
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
