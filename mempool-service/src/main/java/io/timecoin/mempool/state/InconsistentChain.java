package io.timecoin.mempool.state;

/**
 * A final microblock does not fit to this node's state: either a third of the committee's weight is
 * faulty (PROTOCOL §6.9) or this state is wrong. Nothing may be decided on it; a person looks.
 */
public final class InconsistentChain extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InconsistentChain(String message) {
    super(message);
  }

  public InconsistentChain(String message, Throwable cause) {
    super(message, cause);
  }
}
