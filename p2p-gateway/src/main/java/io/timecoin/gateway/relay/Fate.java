package io.timecoin.gateway.relay;

/** What became of something that a peer brought, or that went to one. */
public enum Fate {
  /** Let in, or handed on. */
  TAKEN,
  /** Known already, or said too often. */
  REPEATED,
  /** Of a form that it cannot have. */
  MALFORMED,
  /** Its signature, certificate or content does not hold. */
  INVALID,
  /** Signed by somebody who is no member. */
  STRANGER,
  /** More than its share, or no room. */
  DROPPED,
  /** Kafka or a neighbour did not take it. */
  FAILED,
  /** Went out to a peer. */
  SENT
}
