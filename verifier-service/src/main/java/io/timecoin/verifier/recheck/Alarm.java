package io.timecoin.verifier.recheck;

/** Who is told of disagreements. */
public interface Alarm {
  /**
   * Tells of one, by the thread that has found it and before that does anything else; this instance
   * is taken out already.
   */
  void raise(Disagreement disagreement);
}
