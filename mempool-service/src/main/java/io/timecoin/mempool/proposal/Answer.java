package io.timecoin.mempool.proposal;

/** What goes to consensus. */
public sealed interface Answer permits Draft, Judgement, SyncedVerdict {

  /** The sequence that it is about. */
  long sequence();
}
