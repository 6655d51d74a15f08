package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerListener;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;

/**
 * Puts what peers say to whoever deals with it, off the threads that read it: consensus and status
 * to the urgent workers, which never wait behind bulk (PROTOCOL §9), the rest to the bulk workers.
 * What finds no room in its peer's share is dropped and counted.
 */
public final class PeerRouting implements PeerListener {
  private final PeerWork urgent;
  private final PeerWork bulk;
  private final ConsensusRelay consensus;
  private final ConsensusSender sender;
  private final StatusRelay statuses;
  private final TransactionIntake transactions;
  private final Serving serving;
  private final Ranges ranges;
  private final RelayCounters counters;

  public PeerRouting(
      PeerWork urgent,
      PeerWork bulk,
      ConsensusRelay consensus,
      ConsensusSender sender,
      StatusRelay statuses,
      TransactionIntake transactions,
      Serving serving,
      Ranges ranges,
      RelayCounters counters) {
    this.urgent = urgent;
    this.bulk = bulk;
    this.consensus = consensus;
    this.sender = sender;
    this.statuses = statuses;
    this.transactions = transactions;
    this.serving = serving;
    this.ranges = ranges;
    this.counters = counters;
  }

  @Override
  public void connected(Peer peer) {
    sender.connected(peer);
  }

  @Override
  public void received(Peer peer, PeerMessage message) {
    switch (message.getContentCase()) {
      case CONSENSUS ->
          offer(urgent, peer, message, () -> consensus.take(peer, message.getConsensus()));
      case STATUS_QUESTION ->
          offer(urgent, peer, message, () -> statuses.asked(peer, message.getStatusQuestion()));
      case STATUS_ANSWER ->
          offer(urgent, peer, message, () -> statuses.answered(peer, message.getStatusAnswer()));
      case GET_PROPOSAL ->
          offer(
              urgent,
              peer,
              message,
              () ->
                  serving.proposal(
                      peer, message.getRequestId(), message.getGetProposal().getDigest()));
      case GET_TRANSACTIONS ->
          offer(
              urgent,
              peer,
              message,
              () ->
                  serving.transactions(
                      peer, message.getRequestId(), message.getGetTransactions().getWtxidsList()));
      case TRANSACTIONS ->
          offer(bulk, peer, message, () -> transactions.pushed(peer, message.getTransactions()));
      case ANNOUNCEMENT ->
          offer(bulk, peer, message, () -> transactions.announced(peer, message.getAnnouncement()));
      case GET_MICROBLOCKS ->
          offer(
              bulk,
              peer,
              message,
              () -> serving.microblocks(peer, message.getRequestId(), message.getGetMicroblocks()));
      case MICROBLOCKS ->
          offer(
              bulk,
              peer,
              message,
              () -> ranges.served(peer, message.getMicroblocks().getMicroblocksList()));
      case HELLO, GOODBYE, PING, PONG, PROPOSAL, GET_PEERS, PEERS, NOT_FOUND, CONTENT_NOT_SET ->
          counters.count(Kind.of(message.getContentCase()), Fate.DROPPED);
    }
  }

  private void offer(PeerWork workers, Peer peer, PeerMessage message, Runnable work) {
    if (!workers.offer(peer.id(), message.getSerializedSize(), work)) {
      counters.count(Kind.of(message.getContentCase()), Fate.DROPPED);
    }
  }

  @Override
  public void status(Peer peer, long sequence, byte[] digest) {
    ranges.claimed(peer, sequence);
    if (peer.member().isPresent()
        && !urgent.offer(peer.id(), digest.length, () -> statuses.told(peer, sequence, digest))) {
      counters.count(Kind.STATUS, Fate.DROPPED);
    }
  }

  @Override
  public void disconnected(Peer peer) {
    statuses.disconnected(peer);
    transactions.fetch().disconnected(peer);
    ranges.disconnected(peer);
  }
}
