package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.hello.Refusal;

/**
 * Why a connection has ended.
 *
 * @param code a {@link Refusal}'s name, or one of what else can happen
 * @param detail one sentence for a person; printable
 * @param byThisNode whether it was this end's decision
 * @param lasting whether connecting again soon is of no use
 */
public record Ending(String code, String detail, boolean byThisNode, boolean lasting) {
  /** The connection broke off without a word. */
  static final Ending CLOSED = new Ending("CLOSED", "the other end closed", false, false);

  static final String TLS = "TLS";

  /** What it held of all peers' memory was needed. */
  static final String NO_ROOM = "NO_ROOM";

  static Ending of(Refusal refusal, String detail) {
    return new Ending(refusal.name(), detail, true, refusal.lasting());
  }

  /** What a Goodbye says; its text is a stranger's. */
  static Ending told(String code, String detail) {
    String known = "UNKNOWN";
    boolean lasting = false;
    for (Refusal refusal : Refusal.values()) {
      if (refusal.name().equals(code)) {
        known = code;
        lasting = refusal.lasting();
      }
    }
    return new Ending(known, detail.replaceAll("[^ -~]", "?"), false, lasting);
  }
}
