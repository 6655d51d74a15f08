package io.timecoin.consensus.core.simulation;

import io.timecoin.protocol.committee.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a seed draws before a run begins: with the seed itself it fixes the run.
 *
 * @param tiers of the genesis members, by number
 * @param traitors up to f of them by weight, with what they do
 * @param skews milliseconds by which each member's clock is ahead, joiners' included
 * @param slotSeconds a seal is due this often
 * @param payments offered in the safety phase
 * @param faults of the safety phase, which lasts {@code safetyMillis}
 * @param tooMany whether fewer than a quorum live on after it
 */
record Scenario(
    long seed,
    List<Tier> tiers,
    List<Traitor> traitors,
    List<Long> skews,
    int slotSeconds,
    int payments,
    Weather weather,
    List<Fault> faults,
    long safetyMillis,
    boolean tooMany) {

  /** Members that may register later. */
  static final int JOINERS = 3;

  /** A Byzantine member. */
  record Traitor(int member, List<Misdeed.Kind> misdeeds) {}

  /** What the network does to a message, in milliseconds and percent. */
  record Weather(
      long leastDelay, long mostDelay, int lossPercent, int doubledPercent, int lagPercent) {
    static final Weather CALM = new Weather(1, 40, 0, 0, 0);
  }

  boolean isTraitor(int member) {
    return traitors.stream().anyMatch(traitor -> traitor.member() == member);
  }

  Scenario withFaults(List<Fault> others) {
    return new Scenario(
        seed,
        tiers,
        traitors,
        skews,
        slotSeconds,
        payments,
        weather,
        others,
        safetyMillis,
        tooMany);
  }

  Scenario withTraitors(List<Traitor> others) {
    return new Scenario(
        seed, tiers, others, skews, slotSeconds, payments, weather, faults, safetyMillis, tooMany);
  }

  Scenario withPayments(int fewer) {
    return new Scenario(
        seed, tiers, traitors, skews, slotSeconds, fewer, weather, faults, safetyMillis, tooMany);
  }

  Scenario withWeather(Weather other) {
    return new Scenario(
        seed, tiers, traitors, skews, slotSeconds, payments, other, faults, safetyMillis, tooMany);
  }

  Scenario withoutSkews() {
    return new Scenario(
        seed,
        tiers,
        traitors,
        skews.stream().map(_ -> 0L).toList(),
        slotSeconds,
        payments,
        weather,
        faults,
        safetyMillis,
        tooMany);
  }

  /** One line per parameter. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("seed " + seed);
    lines.add("tiers " + tiers);
    lines.add("traitors " + traitors);
    lines.add("skews " + skews);
    lines.add("slot " + slotSeconds + " s, " + payments + " payments, " + weather);
    faults.forEach(fault -> lines.add(fault.toString()));
    lines.add(tooMany ? "too few live on" : "a quorum lives on");
    return lines;
  }
}
