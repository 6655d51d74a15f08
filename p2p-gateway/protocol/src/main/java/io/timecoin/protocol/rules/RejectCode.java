package io.timecoin.protocol.rules;

/**
 * Why a transaction is refused. The codes of PROTOCOL §4.2, then of §4.3, in the order in which
 * their rules are judged, so the first that fails is the answer; then a node's own policy (§5).
 */
public enum RejectCode {
  TX_TOO_LARGE(Stage.STATELESS),
  TX_MALFORMED(Stage.STATELESS),
  BAD_VERSION(Stage.STATELESS),
  NO_INPUTS(Stage.STATELESS),
  NO_OUTPUTS(Stage.STATELESS),
  TOO_MANY_INPUTS(Stage.STATELESS),
  TOO_MANY_OUTPUTS(Stage.STATELESS),
  DUPLICATE_INPUT(Stage.STATELESS),
  BAD_OUTPUT_SCRIPT(Stage.STATELESS),
  VALUE_OUT_OF_RANGE(Stage.STATELESS),
  DUST(Stage.STATELESS),
  TIMESTAMP_IN_FUTURE(Stage.STATELESS),
  BAD_SCRIPT_SIG(Stage.STATELESS),
  BAD_SIGNATURE(Stage.STATELESS),

  INPUT_SPENT(Stage.STATEFUL),
  UNKNOWN_INPUT(Stage.STATEFUL),
  INPUT_LOCKED(Stage.STATEFUL),
  WRONG_KEY(Stage.STATEFUL),
  INSUFFICIENT_FUNDS(Stage.STATEFUL),
  FEE_TOO_LOW(Stage.STATEFUL),
  NOT_FINAL(Stage.STATEFUL),

  /** The pool is full and this pays too little to displace others (PROTOCOL §5.3). */
  MEMPOOL_FULL(Stage.POLICY),
  /** Pays less per byte than what was evicted of late (PROTOCOL §5.3). */
  FEE_BELOW_FLOOR(Stage.POLICY),
  /** Too many unconfirmed ancestors, or too many bytes of them (PROTOCOL §5.3). */
  CHAIN_TOO_LONG(Stage.POLICY),
  /** An input is unknown and no more orphans are kept, of this peer or at all (PROTOCOL §5.4). */
  ORPHAN_LIMIT(Stage.POLICY);

  private enum Stage {
    STATELESS,
    STATEFUL,
    POLICY
  }

  private final Stage stage;

  RejectCode(Stage stage) {
    this.stage = stage;
  }

  /** Whether it is a code of PROTOCOL §4.2, which takes the transaction's bytes alone to judge. */
  public boolean stateless() {
    return stage == Stage.STATELESS;
  }

  /** Whether it is a node's own policy, so that another node may well accept. */
  public boolean policy() {
    return stage == Stage.POLICY;
  }

  /** Whether the refusal is remembered by wtxid, because time cannot heal it (PROTOCOL §4.4). */
  public boolean remembered() {
    return stateless() && this != TIMESTAMP_IN_FUTURE;
  }
}
