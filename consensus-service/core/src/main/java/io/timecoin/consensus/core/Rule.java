package io.timecoin.consensus.core;

/**
 * One transition of {@link ConsensusMachine}: looks at the state alone and does one thing if it
 * may.
 */
@FunctionalInterface
interface Rule {
  /** Whether it did anything; nothing a rule does is undone by another, so applying them ends. */
  boolean apply(Turn turn);
}
