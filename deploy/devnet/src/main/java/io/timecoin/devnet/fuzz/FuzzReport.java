package io.timecoin.devnet.fuzz;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a run.
 *
 * @param seed that repeats it
 * @param requests sent, complete or not
 * @param byStatus answers by status code; "ended" and "silence" where none was due and none came
 * @param badRecords written to tx.inbound
 * @param slowConnections opened
 * @param closedSlowConnections of these, closed by the gateway
 * @param payments of the healthy client that became final
 * @param slowestPaymentMillis from handing in to final
 * @param memory per service: MiB resident at the start, at most, and bound
 * @param unexpected whatever must not happen; empty is success
 */
public record FuzzReport(
    long seed,
    long requests,
    SortedMap<String, Long> byStatus,
    long badRecords,
    int slowConnections,
    int closedSlowConnections,
    long payments,
    long slowestPaymentMillis,
    SortedMap<String, Memory> memory,
    List<String> unexpected) {

  /** MiB of resident memory. */
  public record Memory(long atStart, long most, long bound) {}

  public FuzzReport {
    byStatus = new TreeMap<>(byStatus);
    memory = new TreeMap<>(memory);
    unexpected = List.copyOf(unexpected);
  }

  public boolean isClean() {
    return unexpected.isEmpty();
  }
}
