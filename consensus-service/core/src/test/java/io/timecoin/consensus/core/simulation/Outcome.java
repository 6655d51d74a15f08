package io.timecoin.consensus.core.simulation;

import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param decisions sequences that were decided
 * @param events that happened
 * @param fingerprint the same for the same run
 * @param trace the last events
 */
record Outcome(
    int decisions,
    long events,
    long fingerprint,
    Optional<Violation> violation,
    List<String> trace) {}
