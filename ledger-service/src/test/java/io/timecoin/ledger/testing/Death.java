package io.timecoin.ledger.testing;

/** What the dead one's thread sees: nothing that it does after it reaches anybody. */
public final class Death extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Death() {
    super("dead");
  }
}
