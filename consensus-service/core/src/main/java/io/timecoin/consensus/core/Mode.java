package io.timecoin.consensus.core;

/** This node's part in voting. */
public sealed interface Mode {

  /** Signs what the rules allow. */
  record Voting() implements Mode {}

  /**
   * Follows, counts and decides by others' votes, and signs nothing below a sequence (PROTOCOL
   * §6.7).
   *
   * <p>The log says so, too, so that a later life goes on from there.
   *
   * @param signsFrom {@link Long#MAX_VALUE} until members or a person say otherwise
   */
  record Observing(String reason, long signsFrom) implements Mode {}

  /**
   * A third of the weight is faulty: votes no more and keeps everything (PROTOCOL §6.9). The log
   * says so, too: whoever starts a node on it must not let it vote again by itself.
   */
  record Halted(String reason) implements Mode {}
}
