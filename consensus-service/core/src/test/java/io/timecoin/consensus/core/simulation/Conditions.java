package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.simulation.Scenario.Weather;
import io.timecoin.protocol.committee.VoteType;
import java.util.ArrayList;
import java.util.List;

/** Which faults are at work now; none once they are frozen. */
final class Conditions {
  private final Scenario scenario;
  private final EventQueue queue;
  private final long startMillis;
  private final List<Integer> deaf = new ArrayList<>();
  private boolean frozen;

  Conditions(Scenario scenario, EventQueue queue) {
    this.scenario = scenario;
    this.queue = queue;
    this.startMillis = queue.nowMillis();
  }

  void freeze() {
    frozen = true;
  }

  boolean frozen() {
    return frozen;
  }

  Weather weather() {
    return frozen ? Weather.CALM : scenario.weather();
  }

  /** Whether anything can get from one member to another now. */
  boolean connected(int from, int to) {
    return frozen
        || scenario.faults().stream()
            .noneMatch(
                fault ->
                    fault instanceof Fault.Partition(long begin, long end, var side, var oneWay)
                        && isNow(begin, end)
                        && (oneWay
                            ? side.contains(from) && !side.contains(to)
                            : side.contains(from) != side.contains(to)));
  }

  /** Percent of the messages of a type that get lost now, beside the weather's. */
  int lossPercent(VoteType type) {
    return frozen
        ? 0
        : scenario.faults().stream()
            .filter(Fault.LostVotes.class::isInstance)
            .map(Fault.LostVotes.class::cast)
            .filter(lost -> lost.type() == type && isNow(lost.from(), lost.to()))
            .mapToInt(Fault.LostVotes::percent)
            .max()
            .orElse(0);
  }

  boolean bodiesAreLost(int member) {
    return !frozen
        && scenario.faults().stream()
            .anyMatch(
                fault ->
                    fault instanceof Fault.LostBodies(long begin, long end, int who)
                        && who == member
                        && isNow(begin, end));
  }

  /** Milliseconds that a write takes at least. */
  long writeMillis(int member) {
    return frozen
        ? 1
        : scenario.faults().stream()
            .filter(Fault.SlowDisk.class::isInstance)
            .map(Fault.SlowDisk.class::cast)
            .filter(slow -> slow.member() == member && isNow(slow.from(), slow.to()))
            .mapToLong(Fault.SlowDisk::millis)
            .max()
            .orElse(1);
  }

  /** This member hears of no decision until {@link #hear}. */
  void deafen(int member) {
    deaf.add(member);
  }

  void hear() {
    deaf.clear();
  }

  boolean isDeaf(int member) {
    return deaf.contains(member);
  }

  private boolean isNow(long begin, long end) {
    long elapsed = queue.nowMillis() - startMillis;
    return begin <= elapsed && elapsed < end;
  }
}
