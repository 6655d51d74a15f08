package io.timecoin.devnet.scaling;

/**
 * One change of the number of instances.
 *
 * @param how "started", "stopped" (SIGTERM) or "killed" (kill -9)
 * @param startMillis when it was begun, Unix milliseconds
 */
record Step(int before, int after, String how, long startMillis) {}
