package io.timecoin.devnet.suite;

/**
 * How many processes of each service a masternode has.
 *
 * @param verifiers that share the work; 1 to {@link PortPlan#maximumVerifiers}
 * @param standbys beside the active mempool, consensus and ledger service; 0 to {@link
 *     PortPlan#maximumStandbys}
 */
public record Replicas(int verifiers, int standbys) {
  /** One of each. */
  public static final Replicas SINGLE = new Replicas(1, 0);

  /** Processes of this service. */
  int of(ServiceKind kind) {
    return switch (kind) {
      case GATEWAY -> 1;
      case VERIFIER -> verifiers;
      case MEMPOOL, CONSENSUS, LEDGER -> 1 + standbys;
    };
  }
}
