package io.timecoin.gateway.egress;

import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.protocol.transaction.OutPoint;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Reads of one other service by HTTP, and whether they work, as the last one showed. Each is made
 * at the start: making its HTTP client with the first request once held an event loop up.
 */
abstract sealed class HttpReads implements Capability
    permits HttpConsensusReads, HttpLedgerReads, HttpMempoolReads {
  /** Bounded as configured. */
  protected final BoundedReads reads;

  private final String service;

  /**
   * Reads with the deadline and the bounds that are the same for every service.
   *
   * @param service short and stable, as in the configuration's {@code timecoin.SERVICE-urls}
   */
  HttpReads(String service, Optional<List<URI>> instances, NodeConfig node, GatewayConfig config) {
    this.service = service;
    this.reads =
        new BoundedReads(
            service,
            instances,
            node.internalDeadline(),
            config.reads().concurrency(),
            config.reads().waiting());
  }

  /** How the services name an outpoint in a path. */
  static String path(OutPoint outpoint) {
    return "outpoints/%s/%s".formatted(outpoint.txid(), Integer.toUnsignedString(outpoint.index()));
  }

  @Override
  public final String name() {
    return service + "-queries";
  }

  @Override
  public final CapabilityStatus status() {
    return reads.lastFailure().map(CapabilityStatus::failing).orElseGet(CapabilityStatus::working);
  }

  @PreDestroy
  void close() {
    reads.close();
  }
}
