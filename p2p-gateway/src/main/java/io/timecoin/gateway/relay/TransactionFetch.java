package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.p2p.v1.GetTransactions;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks peers for transactions: those that were announced from one announcer after the other, those
 * that the mempool wants from the peers it names and then from all others, the next one as soon as
 * one is slow; {@link FetchPlan} says whom for what. Thread-safe; never blocks.
 */
public final class TransactionFetch {
  /** After this an announcer that does not answer has promised in vain. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private final PeerNetwork network;
  private final Connections connections;
  private final Delivery delivery;
  private final RelayCounters counters;
  private final InstantSource clock;
  private final FetchPlan plan;

  /** Takes what a peer answered, off this thread. */
  interface Delivery {
    /**
     * Looks at an answer and tells {@link TransactionFetch#delivered} of it.
     *
     * @return whether there was room to do so
     */
    boolean take(Peer peer, Set<Hash256> askedFor, PeerMessage answer);
  }

  public TransactionFetch(
      PeerNetwork network, Delivery delivery, RelayCounters counters, InstantSource clock) {
    this.network = network;
    this.connections = new Connections(network);
    this.delivery = delivery;
    this.counters = counters;
    this.clock = clock;
    this.plan = new FetchPlan(connections);
  }

  /** How many are wanted now. */
  public synchronized int size() {
    return plan.size();
  }

  /** A peer has announced what is not known here. */
  void announced(Peer peer, List<Hash256> wtxids) {
    List<FetchPlan.Request> requests;
    synchronized (this) {
      for (Hash256 wtxid : wtxids) {
        if (!plan.announced(peer, wtxid, clock.millis())) {
          counters.count(Kind.ANNOUNCEMENT, Fate.DROPPED);
        }
      }
      requests = plan.requests();
    }
    requests.forEach(this::send);
  }

  /** The mempool wants these; the peers of these node keys are asked first. */
  void ordered(List<Hash256> wtxids, List<ByteString> nodeKeys) {
    List<Peer> toAsk = connections.toAsk(nodeKeys);
    List<FetchPlan.Request> requests;
    synchronized (this) {
      for (Hash256 wtxid : wtxids) {
        if (!plan.ordered(wtxid, toAsk, clock.millis())) {
          counters.count(Kind.GET_TRANSACTIONS, Fate.DROPPED);
        }
      }
      requests = plan.requests();
    }
    requests.forEach(this::send);
  }

  /** Asks another peer as well for what the mempool has waited for too long. */
  public void tick() {
    List<FetchPlan.Request> requests;
    synchronized (this) {
      plan.forgetDisconnected(clock.millis());
      plan.hurry(clock.millis());
      requests = plan.requests();
    }
    requests.forEach(this::send);
  }

  void disconnected(Peer peer) {
    List<FetchPlan.Request> requests;
    synchronized (this) {
      plan.forget(peer.id(), clock.millis());
      requests = plan.requests();
    }
    requests.forEach(this::send);
  }

  private void send(FetchPlan.Request request) {
    var question = GetTransactions.newBuilder();
    request.wtxids().forEach(wtxid -> question.addWtxids(Hashes.bytes(wtxid)));
    counters.count(Kind.GET_TRANSACTIONS, Fate.SENT, request.wtxids().size());
    var _ =
        network
            .request(
                request.peer(),
                PeerMessage.newBuilder().setGetTransactions(question).build(),
                DEADLINE)
            .whenComplete((answer, _) -> answered(request, Optional.ofNullable(answer)));
  }

  private void answered(FetchPlan.Request request, Optional<PeerMessage> answer) {
    boolean taken =
        answer
            .filter(PeerMessage::hasTransactions)
            .filter(message -> delivery.take(request.peer(), request.wtxids(), message))
            .isPresent();
    if (!taken) {
      delivered(request.peer(), request.wtxids(), List.of(), answer.isPresent());
    }
  }

  /** Which of them the mempool had asked for. */
  synchronized Set<Hash256> orderedAmong(Collection<Hash256> wtxids) {
    return plan.orderedAmong(wtxids);
  }

  /**
   * A request has come to its end.
   *
   * @param askedFor what was asked for
   * @param delivered what came of it
   * @param answered whether there was an answer at all, so that what is missing may be asked again
   */
  void delivered(
      Peer peer, Set<Hash256> askedFor, Collection<Hash256> delivered, boolean answered) {
    List<FetchPlan.Request> requests;
    boolean promisedInVain;
    synchronized (this) {
      promisedInVain = plan.ended(peer, askedFor, delivered, answered, clock.millis());
      requests = plan.requests();
    }
    if (promisedInVain) {
      counters.count(Kind.ANNOUNCEMENT, Fate.INVALID);
      network.misbehaved(
          peer, Misbehaviour.EMPTY_PROMISE, "announced transactions and did not deliver them");
    }
    requests.forEach(this::send);
  }
}
