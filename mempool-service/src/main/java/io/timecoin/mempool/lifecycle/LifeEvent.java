package io.timecoin.mempool.lifecycle;

/** What changes the life of this service. */
enum LifeEvent {
  /** The lease is held. */
  HELD,
  /** The lease is lost. */
  LOST,
  /** Another instance has opened a later epoch. */
  REPLACED,
  /** A microblock is missing in chain.microblocks. */
  GAP,
  /** SIGTERM. */
  STOP
}
