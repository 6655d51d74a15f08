package io.timecoin.ledger.store;

/** What a database is for this ledger. */
public sealed interface SchemaState {
  /** It has the schema of this code, and this network's chain or none yet. */
  record Known() implements SchemaState {}

  /** It is empty: the migration is a step that may still come. */
  record Missing() implements SchemaState {}

  /**
   * It will not become usable by waiting.
   *
   * @param sentence what was found, what was expected, and what to do
   */
  record Wrong(String sentence) implements SchemaState {}
}
