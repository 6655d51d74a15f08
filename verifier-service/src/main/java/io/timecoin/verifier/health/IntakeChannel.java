package io.timecoin.verifier.health;

import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import io.timecoin.verifier.ingress.InboundBatchConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Whether tx.inbound is still read. A failure that the connector does not survive closes its
 * consumer for good: the process goes on, and takes nothing in any more.
 */
@ApplicationScoped
public class IntakeChannel {
  private final HealthCenter connectors;

  @Inject
  public IntakeChannel(HealthCenter connectors) {
    this.connectors = connectors;
  }

  /** Why nothing is read any more; empty while the channel is open. */
  public Optional<String> failure() {
    return failure(connectors.getLiveness());
  }

  static Optional<String> failure(HealthReport report) {
    return report.getChannels().stream()
        .filter(channel -> channel.getChannel().equals(InboundBatchConsumer.CHANNEL))
        .filter(channel -> !channel.isOk())
        .findAny()
        .map(channel -> "tx.inbound is not read any more: " + channel.getMessage());
  }
}
