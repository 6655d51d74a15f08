package io.timecoin.kit.health;

import java.time.Duration;

/**
 * A bean with work in progress, finished at SIGTERM while Kafka clients and the database still
 * work. Drained one after the other, lowest order first: what takes in, then what works, then what
 * gives out.
 */
public interface Drainable {
  /** Order of the doors by which work comes in. */
  int INTAKE = 100;

  /** Order of work in progress. */
  int WORK = 200;

  /** Order of leases: given up when nothing acts under them any more. */
  int LEASE = 300;

  /** Order of what goes out and is only closed. */
  int OUTPUT = 400;

  int order();

  /**
   * Takes nothing new, finishes what was begun.
   *
   * @param remaining of the whole drain; what is not finished by then is given up (it is idempotent
   *     and comes again)
   * @throws InterruptedException when the time is up
   */
  void drain(Duration remaining) throws InterruptedException;
}
