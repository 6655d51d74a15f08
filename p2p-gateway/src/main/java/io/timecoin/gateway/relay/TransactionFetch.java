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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Asks peers for transactions: those that were announced from one announcer after the other, those
 * that the mempool wants from the peers it names and then from all others, the next one as soon as
 * one is slow. Bounded in all and per announcer. Thread-safe; never blocks.
 */
public final class TransactionFetch {
  /** Transactions wanted at once. */
  static final int CAPACITY = 50_000;

  /** Of these, announced by one peer first. */
  static final int PER_PEER = 10_000;

  /** Peers remembered to ask for one transaction. */
  static final int SOURCES = 8;

  /** Transactions asked for at once; what does not fit into an answer is asked for again. */
  static final int PER_REQUEST = 500;

  /** Requests under way to one peer. */
  static final int REQUESTS_PER_PEER = 4;

  /** After this an announcer that does not answer has promised in vain. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  /** Milliseconds after which another peer is asked as well for what the mempool waits for. */
  static final long IMPATIENCE_MILLIS = 250;

  private final PeerNetwork network;
  private final Connections connections;
  private final Delivery delivery;
  private final RelayCounters counters;
  private final InstantSource clock;

  private final Map<Hash256, Wanted> wanted = new LinkedHashMap<>();

  /** What the mempool waits for; a part of the above. */
  private final SequencedSet<Wanted> urgent = new LinkedHashSet<>();

  private final Map<Long, Asked> asked = new HashMap<>();
  private final Map<Long, Integer> announcedFirst = new HashMap<>();

  /** Takes what a peer answered, off this thread. */
  interface Delivery {
    /**
     * Looks at an answer and tells {@link TransactionFetch#delivered} of it.
     *
     * @return whether there was room to do so
     */
    boolean take(Peer peer, Set<Hash256> askedFor, PeerMessage answer);
  }

  private static final class Wanted {
    private final Hash256 wtxid;
    private final long announcer;

    /** To be asked yet, in turn. */
    private final Deque<Peer> sources = new ArrayDeque<>(2);

    /** That have been asked, or are about to be. */
    private final Set<Long> tried = new LinkedHashSet<>(2);

    private boolean urgent;
    private long askedAt;
    private int underWay;

    Wanted(Hash256 wtxid, long announcer) {
      this.wtxid = wtxid;
      this.announcer = announcer;
    }

    void mayBeAsked(Peer peer) {
      if (sources.size() < SOURCES
          && !tried.contains(peer.id())
          && sources.stream().noneMatch(source -> source.id() == peer.id())) {
        sources.add(peer);
      }
    }
  }

  /** What one peer is asked for. */
  private static final class Asked {
    private final Deque<Wanted> queue = new ArrayDeque<>();
    private int requests;
  }

  private record Request(Peer peer, Map<Hash256, Wanted> batch, Duration deadline) {}

  public TransactionFetch(
      PeerNetwork network, Delivery delivery, RelayCounters counters, InstantSource clock) {
    this.network = network;
    this.connections = new Connections(network);
    this.delivery = delivery;
    this.counters = counters;
    this.clock = clock;
  }

  /** How many are wanted now. */
  public synchronized int size() {
    return wanted.size();
  }

  /** A peer has announced what is not known here. */
  void announced(Peer peer, List<Hash256> wtxids) {
    var requests = new ArrayList<Request>();
    synchronized (this) {
      for (Hash256 wtxid : wtxids) {
        Wanted known = wanted.get(wtxid);
        if (known != null) {
          known.mayBeAsked(peer);
        } else if (isRoomFor(peer)) {
          var one = new Wanted(wtxid, peer.id());
          wanted.put(wtxid, one);
          announcedFirst.merge(peer.id(), 1, Integer::sum);
          one.mayBeAsked(peer);
          askNext(one);
        } else {
          counters.count(Kind.ANNOUNCEMENT, Fate.DROPPED);
        }
      }
      requests(requests);
    }
    requests.forEach(this::send);
  }

  private boolean isRoomFor(Peer peer) {
    return wanted.size() < CAPACITY && announcedFirst.getOrDefault(peer.id(), 0) < PER_PEER;
  }

  /** The mempool wants these; the peers of these node keys are asked first. */
  void ordered(List<Hash256> wtxids, List<ByteString> nodeKeys) {
    List<Peer> toAsk = connections.toAsk(nodeKeys);
    var requests = new ArrayList<Request>();
    synchronized (this) {
      for (Hash256 wtxid : wtxids) {
        Wanted one = wanted.get(wtxid);
        if (one == null) {
          if (wanted.size() >= CAPACITY) {
            counters.count(Kind.GET_TRANSACTIONS, Fate.DROPPED);
            continue;
          }
          one = new Wanted(wtxid, -1);
          wanted.put(wtxid, one);
        }
        one.urgent = true;
        urgent.add(one);
        // Those that the mempool names go before announcers.
        List<Peer> announcers = List.copyOf(one.sources);
        one.sources.clear();
        toAsk.forEach(one::mayBeAsked);
        announcers.forEach(one::mayBeAsked);
        askNext(one);
      }
      requests(requests);
    }
    requests.forEach(this::send);
  }

  /** Asks another peer as well for what the mempool has waited for too long. */
  public void tick() {
    var requests = new ArrayList<Request>();
    synchronized (this) {
      forgetDisconnected();
      long now = clock.millis();
      for (Wanted one : List.copyOf(urgent)) {
        if (now - one.askedAt >= IMPATIENCE_MILLIS || now < one.askedAt) {
          askNext(one);
        }
      }
      requests(requests);
    }
    requests.forEach(this::send);
  }

  void disconnected(Peer peer) {
    var requests = new ArrayList<Request>();
    synchronized (this) {
      forget(peer.id());
      requests(requests);
    }
    requests.forEach(this::send);
  }

  /** What was put to a peer at the moment in which it went. */
  private void forgetDisconnected() {
    var connected = new HashSet<Long>();
    connections.all().forEach(peer -> connected.add(peer.id()));
    for (long peer : List.copyOf(asked.keySet())) {
      if (!connected.contains(peer)) {
        forget(peer);
      }
    }
  }

  private void forget(long peer) {
    Asked queue = asked.remove(peer);
    if (queue != null) {
      queue.queue.forEach(this::gaveNothing);
    }
    announcedFirst.remove(peer);
  }

  /** Puts it to the next peer that may be asked; forgets it where there is none and none left. */
  private void askNext(Wanted one) {
    Peer next = one.sources.poll();
    while (next != null && !connections.isConnected(next)) {
      next = one.sources.poll();
    }
    if (next == null) {
      if (one.underWay == 0) {
        forget(one);
      }
      return;
    }
    one.tried.add(next.id());
    one.underWay++;
    one.askedAt = clock.millis();
    Deque<Wanted> queue = asked.computeIfAbsent(next.id(), _ -> new Asked()).queue;
    if (one.urgent) {
      queue.addFirst(one);
    } else {
      queue.addLast(one);
    }
  }

  private void forget(Wanted one) {
    if (wanted.remove(one.wtxid, one)) {
      urgent.remove(one);
      announcedFirst.computeIfPresent(one.announcer, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private void gaveNothing(Wanted one) {
    one.underWay--;
    if (wanted.get(one.wtxid) == one) {
      askNext(one);
    }
  }

  /** Makes requests of what stands in the queues of peers that have room for one. */
  private void requests(List<Request> requests) {
    for (Peer peer : connections.all()) {
      Asked queue = asked.get(peer.id());
      while (queue != null && queue.requests < REQUESTS_PER_PEER && !queue.queue.isEmpty()) {
        Map<Hash256, Wanted> batch = batch(queue);
        if (!batch.isEmpty()) {
          queue.requests++;
          requests.add(new Request(peer, batch, DEADLINE));
        }
      }
    }
  }

  private Map<Hash256, Wanted> batch(Asked queue) {
    var batch = new LinkedHashMap<Hash256, Wanted>();
    while (batch.size() < PER_REQUEST && !queue.queue.isEmpty()) {
      Wanted one = queue.queue.poll();
      if (wanted.get(one.wtxid) == one) {
        batch.put(one.wtxid, one);
      }
    }
    return batch;
  }

  private void send(Request request) {
    var question = GetTransactions.newBuilder();
    request.batch().keySet().forEach(wtxid -> question.addWtxids(Hashes.bytes(wtxid)));
    counters.count(Kind.GET_TRANSACTIONS, Fate.SENT, request.batch().size());
    var _ =
        network
            .request(
                request.peer(),
                PeerMessage.newBuilder().setGetTransactions(question).build(),
                request.deadline())
            .whenComplete((answer, _) -> answered(request, Optional.ofNullable(answer)));
  }

  private void answered(Request request, Optional<PeerMessage> answer) {
    boolean taken =
        answer
            .filter(PeerMessage::hasTransactions)
            .filter(message -> delivery.take(request.peer(), request.batch().keySet(), message))
            .isPresent();
    if (!taken) {
      delivered(request.peer(), request.batch().keySet(), List.of(), answer.isPresent());
    }
  }

  /** Which of them the mempool had asked for. */
  synchronized Set<Hash256> orderedAmong(Collection<Hash256> wtxids) {
    var ordered = new LinkedHashSet<Hash256>();
    for (Hash256 wtxid : wtxids) {
      Wanted one = wanted.get(wtxid);
      if (one != null && one.urgent) {
        ordered.add(wtxid);
      }
    }
    return ordered;
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
    var requests = new ArrayList<Request>();
    boolean promisedInVain = false;
    synchronized (this) {
      Asked queue = asked.get(peer.id());
      if (queue != null) {
        queue.requests--;
      }
      for (Hash256 wtxid : delivered) {
        Optional.ofNullable(wanted.get(wtxid)).ifPresent(this::forget);
      }
      for (Hash256 wtxid : askedFor) {
        Wanted missing = wanted.get(wtxid);
        if (missing == null || !missing.tried.contains(peer.id())) {
          continue;
        }
        promisedInVain |= delivered.isEmpty() && missing.announcer == peer.id();
        if (answered && !delivered.isEmpty() && queue != null) {
          // An answer has a bounded size: the rest is asked of the same peer.
          queue.queue.addLast(missing);
        } else {
          gaveNothing(missing);
        }
      }
      requests(requests);
    }
    if (promisedInVain) {
      counters.count(Kind.ANNOUNCEMENT, Fate.INVALID);
      network.misbehaved(
          peer, Misbehaviour.EMPTY_PROMISE, "announced transactions and did not deliver them");
    }
    requests.forEach(this::send);
  }
}
