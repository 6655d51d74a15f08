package io.timecoin.ledger.store;

import jakarta.enterprise.context.ApplicationScoped;

/** Shut until the database is known to have the schema of this code: nothing is read before. */
@ApplicationScoped
public class SchemaGate {
  private volatile boolean open;

  /** The schema is the known one. */
  public void open() {
    open = true;
  }

  public boolean isOpen() {
    return open;
  }
}
