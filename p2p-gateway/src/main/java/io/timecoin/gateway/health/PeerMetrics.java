package io.timecoin.gateway.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.PeerInfo;
import io.timecoin.gateway.peers.PeerMeter;
import io.timecoin.gateway.peers.PeerNode;
import io.timecoin.gateway.peers.Steering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Figures of the peers; no tag is a peer's own text. */
@Singleton
public final class PeerMetrics implements PeerMeter {
  private static final String KIND = "kind";

  private final MeterRegistry registry;

  @Inject
  public PeerMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows how many there are. */
  public void watch(PeerNode node) {
    peers(node, "inbound", false);
    peers(node, "outbound", true);
    Steering steering = node.steering();
    Gauge.builder("timecoin_gateway_peers_configured", steering, one -> one.kept().configured())
        .description("Peers that are to be kept connected")
        .register(registry);
    Gauge.builder(
            "timecoin_gateway_peers_configured_connected", steering, one -> one.kept().connected())
        .description("Of those, connected")
        .register(registry);
    Gauge.builder("timecoin_gateway_peer_bans", steering, one -> one.bans().size())
        .description("Bans that last")
        .register(registry);
    Gauge.builder(
            "timecoin_gateway_peer_waiting_bytes",
            steering,
            one -> one.infos().stream().mapToLong(PeerInfo::waitingBytes).sum())
        .description("Bytes of messages that wait for all peers")
        .register(registry);
  }

  private void peers(PeerNode node, String direction, boolean outbound) {
    Gauge.builder(
            "timecoin_gateway_peers",
            node,
            one -> one.connected().stream().filter(peer -> peer.outbound() == outbound).count())
        .description("Peers connected")
        .tag("direction", direction)
        .register(registry);
  }

  @Override
  public void received(String kind, int bytes) {
    registry.counter("timecoin_gateway_peer_received_frames", KIND, kind).increment();
    registry.counter("timecoin_gateway_peer_received_bytes", KIND, kind).increment(bytes);
  }

  @Override
  public void sent(String kind, int bytes) {
    registry.counter("timecoin_gateway_peer_sent_frames", KIND, kind).increment();
    registry.counter("timecoin_gateway_peer_sent_bytes", KIND, kind).increment(bytes);
  }

  @Override
  public void dropped(Lane lane) {
    registry
        .counter("timecoin_gateway_peer_dropped", "lane", lane.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void ended(String code, boolean byThisNode) {
    registry
        .counter("timecoin_gateway_peer_ended", "code", code, "by", byThisNode ? "us" : "them")
        .increment();
  }

  @Override
  public void misbehaved(Misbehaviour what) {
    registry.counter("timecoin_gateway_peer_misbehaviour", "what", what.name()).increment();
  }

  @Override
  public void banned() {
    registry.counter("timecoin_gateway_peer_banned").increment();
  }

  @Override
  public void slowed(String kind) {
    registry.counter("timecoin_gateway_peer_slowed", KIND, kind).increment();
  }

  @Override
  public void dialFailed() {
    registry.counter("timecoin_gateway_peer_dial_failed").increment();
  }
}
