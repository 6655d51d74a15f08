package io.timecoin.gateway.peers;

import java.time.Duration;
import java.util.Map;

/**
 * How much there may be of what (PROTOCOL §9).
 *
 * @param maxInbound inbound peers that speak for no member
 * @param maxInboundPerHost of those, from one IP address
 * @param maxPerMember peers that speak for one member
 * @param maxPending inbound connections before their Hello
 * @param maxPendingPerHost of those, from one IP address
 * @param maxOutbound peers found by exchange that this node dials
 * @param laneBytes bytes that may wait for one peer, per lane
 * @param inboundBytes of all peers together that may wait for the rest of a frame, or for their
 *     turn
 * @param openRequests to one peer at once
 * @param rateFactor multiplies the rates of {@link io.timecoin.gateway.peers.limits.KindRates}
 * @param patience a peer that had to be slowed down for so long in sum is flooding
 * @param ban how long the first ban lasts
 */
public record PeerLimits(
    int maxInbound,
    int maxInboundPerHost,
    int maxPerMember,
    int maxPending,
    int maxPendingPerHost,
    int maxOutbound,
    Map<Lane, Integer> laneBytes,
    long inboundBytes,
    int openRequests,
    double rateFactor,
    Duration patience,
    Duration ban) {
  public static final PeerLimits DEFAULT =
      new PeerLimits(
          64,
          16,
          4,
          64,
          16,
          8,
          Map.of(Lane.URGENT, 4 << 20, Lane.RELAY, 4 << 20, Lane.BULK, 16 << 20),
          48L << 20,
          64,
          1.0,
          Duration.ofSeconds(2),
          Duration.ofMinutes(30));
}
