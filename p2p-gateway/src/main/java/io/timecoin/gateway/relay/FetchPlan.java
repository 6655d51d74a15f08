package io.timecoin.gateway.relay;

import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.crypto.Hash256;
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
 * Which transactions are wanted, and which peer is asked for which of them: a queue per peer, and
 * requests made of what stands at its head. Bounded in all and per announcer. Guarded by {@link
 * TransactionFetch}, which sends the requests.
 */
final class FetchPlan {
  /** Transactions wanted at once. */
  static final int CAPACITY = 50_000;

  /** Of these, announced by one peer first. */
  static final int PER_PEER = 10_000;

  /** Transactions asked for at once; what does not fit into an answer is asked for again. */
  static final int PER_REQUEST = 500;

  /** Requests under way to one peer. */
  static final int REQUESTS_PER_PEER = 4;

  /** Milliseconds after which another peer is asked as well for what the mempool waits for. */
  static final long IMPATIENCE_MILLIS = 250;

  private final Connections connections;
  private final Map<Hash256, Wanted> wanted = new LinkedHashMap<>();

  /** What the mempool waits for; a part of the above. */
  private final SequencedSet<Wanted> urgent = new LinkedHashSet<>();

  private final Map<Long, Asked> asked = new HashMap<>();
  private final Map<Long, Integer> announcedFirst = new HashMap<>();

  /** What one peer is asked for. */
  private static final class Asked {
    private final Deque<Wanted> queue = new ArrayDeque<>();
    private int requests;

    boolean hasRoom() {
      return requests < REQUESTS_PER_PEER && !queue.isEmpty();
    }
  }

  /** What to ask a peer for now. */
  record Request(Peer peer, SequencedSet<Hash256> wtxids) {}

  FetchPlan(Connections connections) {
    this.connections = connections;
  }

  /** How many are wanted now. */
  int size() {
    return wanted.size();
  }

  /**
   * A peer has announced what is not known here.
   *
   * @return whether there is room for it
   */
  boolean announced(Peer peer, Hash256 wtxid, long nowMillis) {
    Wanted known = wanted.get(wtxid);
    if (known != null) {
      known.mayBeAskedOf(peer);
      return true;
    }
    if (wanted.size() >= CAPACITY || announcedFirst.getOrDefault(peer.id(), 0) >= PER_PEER) {
      return false;
    }
    var one = new Wanted(wtxid, Optional.of(peer));
    wanted.put(wtxid, one);
    announcedFirst.merge(peer.id(), 1, Integer::sum);
    one.mayBeAskedOf(peer);
    askNext(one, nowMillis);
    return true;
  }

  /**
   * The mempool waits for it.
   *
   * @param from whom to ask, in this order
   * @return whether there is room for it
   */
  boolean ordered(Hash256 wtxid, List<Peer> from, long nowMillis) {
    Wanted one = wanted.get(wtxid);
    if (one == null) {
      if (wanted.size() >= CAPACITY) {
        return false;
      }
      one = new Wanted(wtxid, Optional.empty());
      wanted.put(wtxid, one);
    }
    urgent.add(one);
    one.orderedFrom(from);
    askNext(one, nowMillis);
    return true;
  }

  /** Which of them the mempool waits for. */
  Set<Hash256> orderedAmong(Collection<Hash256> wtxids) {
    var ordered = new LinkedHashSet<Hash256>();
    for (Hash256 wtxid : wtxids) {
      if (find(wtxid).filter(Wanted::isUrgent).isPresent()) {
        ordered.add(wtxid);
      }
    }
    return ordered;
  }

  /** Another peer is to be asked as well for what the mempool has waited for too long. */
  void hurry(long nowMillis) {
    for (Wanted one : List.copyOf(urgent)) {
      if (one.wasAskedBefore(IMPATIENCE_MILLIS, nowMillis)) {
        askNext(one, nowMillis);
      }
    }
  }

  /** Forgets peers that are gone: what was put to one at the moment in which it went, too. */
  void forgetDisconnected(long nowMillis) {
    var connected = new HashSet<Long>();
    connections.all().forEach(peer -> connected.add(peer.id()));
    for (long peer : List.copyOf(asked.keySet())) {
      if (!connected.contains(peer)) {
        forget(peer, nowMillis);
      }
    }
  }

  /** A peer is gone: the next is asked. */
  void forget(long peer, long nowMillis) {
    Asked gone = asked.remove(peer);
    if (gone != null) {
      gone.queue.forEach(one -> gaveNothing(one, nowMillis));
    }
    announcedFirst.remove(peer);
  }

  /** Puts it to the next peer that may be asked; forgets it where there is none and none left. */
  private void askNext(Wanted one, long nowMillis) {
    Optional<Peer> next = one.next(connections::isConnected, nowMillis);
    if (next.isPresent()) {
      Deque<Wanted> queue = asked.computeIfAbsent(next.get().id(), _ -> new Asked()).queue;
      if (one.isUrgent()) {
        queue.addFirst(one);
      } else {
        queue.addLast(one);
      }
    } else if (!one.isUnderWay()) {
      forget(one);
    }
  }

  private void forget(Wanted one) {
    if (wanted.remove(one.wtxid(), one)) {
      urgent.remove(one);
      one.announcer()
          .ifPresent(
              peer ->
                  announcedFirst.computeIfPresent(
                      peer.id(), (_, count) -> count == 1 ? null : count - 1));
    }
  }

  private void gaveNothing(Wanted one, long nowMillis) {
    one.gaveNothing();
    if (isWanted(one)) {
      askNext(one, nowMillis);
    }
  }

  private boolean isWanted(Wanted one) {
    return wanted.get(one.wtxid()) == one;
  }

  private Optional<Wanted> find(Hash256 wtxid) {
    return Optional.ofNullable(wanted.get(wtxid));
  }

  /** Makes requests of what stands in the queues of peers that have room for one. */
  List<Request> requests() {
    var requests = new ArrayList<Request>();
    for (Peer peer : connections.all()) {
      Asked of = asked.get(peer.id());
      while (of != null && of.hasRoom()) {
        SequencedSet<Hash256> batch = batch(of.queue);
        if (!batch.isEmpty()) {
          of.requests++;
          requests.add(new Request(peer, batch));
        }
      }
    }
    return requests;
  }

  private SequencedSet<Hash256> batch(Deque<Wanted> queue) {
    var batch = new LinkedHashSet<Hash256>();
    while (batch.size() < PER_REQUEST && !queue.isEmpty()) {
      Wanted one = queue.poll();
      if (isWanted(one)) {
        batch.add(one.wtxid());
      }
    }
    return batch;
  }

  /**
   * A request has come to its end.
   *
   * @param askedFor what was asked for
   * @param delivered what came of it
   * @param answered whether there was an answer at all, so that what is missing may be asked again
   * @return whether the peer has announced what it was asked for and has delivered nothing
   */
  boolean ended(
      Peer peer,
      Set<Hash256> askedFor,
      Collection<Hash256> delivered,
      boolean answered,
      long nowMillis) {
    Asked of = asked.get(peer.id());
    if (of != null) {
      of.requests--;
    }
    delivered.forEach(wtxid -> find(wtxid).ifPresent(this::forget));
    boolean promisedInVain = false;
    for (Hash256 wtxid : askedFor) {
      Wanted missing = wanted.get(wtxid);
      if (missing == null || !missing.wasAskedOf(peer)) {
        continue;
      }
      promisedInVain |= delivered.isEmpty() && missing.isAnnouncedBy(peer);
      if (answered && !delivered.isEmpty() && of != null) {
        // An answer has a bounded size: the rest is asked of the same peer.
        of.queue.addLast(missing);
      } else {
        gaveNothing(missing, nowMillis);
      }
    }
    return promisedInVain;
  }
}
