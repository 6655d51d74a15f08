package io.timecoin.devnet.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param window how long each measurement takes
 * @param rounds how often each is repeated, in turns; the figures are medians
 * @param warmUp how long new instances verify at full speed before they are measured
 * @param share of a core that each instance gets, above 0 and at most 1
 * @param loadPerSecond payments while instances come and go
 */
public record ScalingPlan(
    Set<Part> parts,
    Duration window,
    int rounds,
    Duration warmUp,
    double share,
    int loadPerSecond) {
  /** Payments of each record of tx.inbound. */
  static final int PER_BATCH = 64;

  /** Different payments; they are written again and again, and no verifier remembers them. */
  static final int PAYMENTS = 10_000;

  /** A verifier that is to run on one core has one worker, and the JVM's own threads for one. */
  static final List<String> ONE_PROCESSOR = List.of("-XX:ActiveProcessorCount=1");

  /** How many instances share the work, in the order of measuring. */
  static final List<Integer> INSTANCES = List.of(1, 2, 4);

  /** The parts of the bench; each can be measured alone. */
  public enum Part {
    /** One instance with one core, beside the same work in one process without Kafka. */
    CORE,
    /** One, two and four instances with the same share of a core each. */
    SHARE,
    /** Instances that come and go while payments are made. */
    CHANGES
  }

  public ScalingPlan {
    parts = Set.copyOf(parts);
  }

  /** Whether this part is to be measured. */
  boolean has(Part part) {
    return parts.contains(part);
  }
}
