package io.timecoin.mempool.node;

import io.timecoin.mempool.pool.AdmissionTime;
import io.timecoin.mempool.state.FinalState;
import java.time.InstantSource;

/**
 * The two times of a node.
 *
 * @param clock the wall clock: for what PROTOCOL judges by it
 * @param ages for what expires; never set
 */
record NodeTime(InstantSource clock, InstantSource ages) {
  long clockMillis() {
    return clock.millis();
  }

  long nowMillis() {
    return ages.millis();
  }

  /** By what a newcomer is judged now. */
  AdmissionTime admission(FinalState state) {
    return new AdmissionTime(state.tip().nextHeight(), clockMillis(), nowMillis());
  }
}
