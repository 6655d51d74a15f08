package io.timecoin.kit.health;

/**
 * Something this service can do when what it depends on is there: a bean that answers at
 * /status/capabilities. Must answer from memory, at once.
 */
public interface Capability {
  /** Short and stable, e.g. "kafka" or "submit". */
  String name();

  CapabilityStatus status();
}
