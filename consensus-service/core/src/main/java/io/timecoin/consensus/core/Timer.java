package io.timecoin.consensus.core;

/**
 * One timer per kind; setting it again replaces it. Sequence and round are those it was set in: one
 * that fires later means nothing.
 */
public record Timer(Kind kind, long sequence, int round) {

  /** What a timer is for. */
  public enum Kind {
    /** The round's own (PROTOCOL §6.6). */
    ROUND,
    /** Repeats TIMEOUT and ROUND_CHANGE once per base. */
    REPEAT,
    /** A slot end passes: a seal is due (PROTOCOL §7.1). */
    SEAL,
    /** Asks mempool or the members once more for what is still missing. */
    ASK_AGAIN,
    /** This clock reaches a value's time (PROTOCOL §6.2). */
    CLOCK,
    /** Nothing was said for a while: members are told where this node is (PROTOCOL §6.8). */
    STATUS,
    /** A member that does not lead asks whether it has something to decide itself. */
    PATIENCE
  }
}
