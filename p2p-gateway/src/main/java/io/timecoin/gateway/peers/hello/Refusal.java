package io.timecoin.gateway.peers.hello;

/**
 * Why a connection ends, as both operators read it: sent as Goodbye's code. Up to BANNED in the
 * order in which a Hello is looked at; the first that fails is the answer.
 */
public enum Refusal {
  BAD_CERTIFICATE(true),
  /** The first frame was something else. */
  NO_HELLO(true),
  WRONG_VERSION(true),
  WRONG_MAGIC(true),
  WRONG_GENESIS(true),
  /** The Hello names another key than the certificate. */
  WRONG_NODE_KEY(true),
  /** It is this node itself. */
  SELF(true),
  /** A field of a wrong length or form. */
  BAD_HELLO(true),
  /** For another node key, or not signed by its member for this network. */
  BAD_STATEMENT(true),
  EXPIRED_STATEMENT(true),
  /** Of a consensus key that is not in the committee. */
  FOREIGN_MEMBER(true),
  BANNED(true),
  ALREADY_CONNECTED(false),
  /** As many as this node takes. */
  TOO_MANY(false),

  /** What came later is no frame or no message; or too many misdeeds. */
  MISBEHAVED(true),
  /** No Hello in time. */
  HELLO_TIMEOUT(false),
  /** Nothing was heard for too long. */
  SILENT(false),
  /** What is sent is not read. */
  STALLED(false),
  /** A newer connection of the same node took its place. */
  REPLACED(false),
  /** A person said so (disconnectnode, addnode remove). */
  OPERATOR(false),
  SHUTDOWN(false);

  private final boolean lasting;

  Refusal(boolean lasting) {
    this.lasting = lasting;
  }

  /** Whether asking again soon is of no use. */
  public boolean lasting() {
    return lasting;
  }
}
