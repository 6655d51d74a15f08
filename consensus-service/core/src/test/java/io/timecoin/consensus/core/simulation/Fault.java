package io.timecoin.consensus.core.simulation;

import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.committee.VoteType;
import java.util.List;

/** What goes wrong, and when, in milliseconds from the start; members by their number. */
sealed interface Fault {

  /** Nothing gets from one side to the other; one way only, or both. */
  record Partition(long from, long to, List<Integer> side, boolean oneWay) implements Fault {}

  /** Killed, its unfinished write done or not; back from its log. */
  record Crash(long at, long downMillis, int member) implements Fault {}

  /** Killed in the middle of the first write after this. */
  record CrashInWrite(long at, long downMillis, int member) implements Fault {}

  /** Killed, and its vote log lost; back as an observer. */
  record LostLog(long at, long downMillis, int member) implements Fault {}

  /** A standby takes over; the old instance does not know it. */
  record TakeOver(long at, int member) implements Fault {}

  /** No body can be fetched. */
  record LostBodies(long from, long to, int member) implements Fault {}

  /** Of the messages of one type most are lost: some members decide, others do not. */
  record LostVotes(long from, long to, VoteType type, int percent) implements Fault {}

  /** The clock is set. */
  record ClockSet(long at, int member, long skewMillis) implements Fault {}

  /** Every write takes this long. */
  record SlowDisk(long from, long to, int member, long millis) implements Fault {}

  /** A member registers; it enters with a seal (PROTOCOL §7.5). */
  record Registers(long sequence, int member, Tier tier) implements Fault {}

  /** A member deregisters. */
  record Deregisters(long sequence, int member) implements Fault {}
}
