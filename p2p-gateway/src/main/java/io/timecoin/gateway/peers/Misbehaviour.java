package io.timecoin.gateway.peers;

/** What a peer can do wrong, and how many points of 100 towards a ban it costs. */
public enum Misbehaviour {
  /** Not Protobuf, no content, a field of a wrong length. */
  MALFORMED(20),
  /** A frame or a message beyond its limit. */
  OVERSIZED(50),
  /** More of a kind than its rate allows, after it was slowed down. */
  FLOODING(10),
  /** A consensus message without its member's signature. */
  BAD_MEMBER_SIGNATURE(50),
  /** A transaction that PROTOCOL §4.2 refuses. */
  INVALID_TRANSACTION(10),
  /** A certificate or a microblock that does not hold. */
  INVALID_MICROBLOCK(50),
  /** Announced and did not deliver, or answered what was not asked. */
  EMPTY_PROMISE(5);

  private final int points;

  Misbehaviour(int points) {
    this.points = points;
  }

  public int points() {
    return points;
  }
}
