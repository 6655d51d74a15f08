package io.timecoin.gateway.peers;

import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** This gateway's connections, as relay and sync use them. Every call returns at once. */
public interface PeerNetwork {
  /** All that are connected now. */
  List<Peer> connected();

  /**
   * Queues a message. A peer's queue is bounded per {@link Lane}: what does not fit is dropped and
   * counted, and nobody else waits.
   *
   * @return whether it was queued
   */
  boolean send(Peer peer, Lane lane, PeerMessage message);

  /**
   * Asks one peer; the request id is the network's to choose.
   *
   * @return the answer; fails with a {@link PeerRequestException} when the peer is gone, is asked
   *     too much already, or does not answer in time
   */
  CompletableFuture<PeerMessage> request(Peer peer, PeerMessage question, Duration deadline);

  /** Counts a peer's misdeed; enough of them end in a ban (PROTOCOL §9). */
  void misbehaved(Peer peer, Misbehaviour what, String detail);
}
