package io.timecoin.gateway.peers.frame;

import io.timecoin.gateway.peers.Misbehaviour;

/** What a peer sent is no frame, or no message within its limits. */
public final class FrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Misbehaviour misbehaviour;

  public FrameException(Misbehaviour misbehaviour, String message) {
    // A peer's fault, not a bug: no stack trace.
    super(message, null, false, false);
    this.misbehaviour = misbehaviour;
  }

  public Misbehaviour misbehaviour() {
    return misbehaviour;
  }
}
