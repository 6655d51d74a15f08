package io.timecoin.consensus.store;

/** The chain that this node reads is not one: a person must look at it before it votes again. */
public final class BrokenChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenChainException(String message) {
    super(message);
  }
}
