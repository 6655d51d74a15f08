package io.timecoin.devnet.fuzz;

/**
 * One connection's worth of bytes for the gateway.
 *
 * @param what it is, for the report
 * @param bytes as they go over the wire; not copied
 * @param due what the gateway owes
 */
@SuppressWarnings("ArrayRecordComponent")
record FuzzRequest(String what, byte[] bytes, Due due) {

  /** What must come back. */
  enum Due {
    /** A complete request: an answer, whatever it says. */
    ANSWER,
    /** No complete or no legal request: an answer, or the connection's end. */
    ANSWER_OR_END
  }

  String line(String happened) {
    return "%s: %s".formatted(what, happened);
  }
}
