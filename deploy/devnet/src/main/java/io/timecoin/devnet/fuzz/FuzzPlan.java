package io.timecoin.devnet.fuzz;

import java.time.Duration;

/**
 * What a run does.
 *
 * @param time how long
 * @param seed the same gives the same requests in the same order
 * @param slowConnections kept open beside the requests: dribbling, silent and half closed
 */
public record FuzzPlan(Duration time, long seed, int slowConnections) {
  /** A payment of the healthy client must be final within this, from handing it in. */
  static final Duration FINALITY_BOUND = Duration.ofSeconds(10);

  /** MiB that a service may have resident beyond its heap: code, threads, buffers. */
  static final int BESIDE_THE_HEAP = 256;
}
