package io.timecoin.mempool.pool;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The orphans, in order of arrival, found by the parents they wait for. */
final class Orphanage {
  private final PoolLimits limits;
  private final Map<Hash256, Orphan> byWtxid = new LinkedHashMap<>();
  private final Map<Hash256, Set<Hash256>> waitingFor = new HashMap<>();
  private final Map<Object, Integer> perHolder = new HashMap<>();
  private final OpenQuestions questions = new OpenQuestions();

  Orphanage(PoolLimits limits) {
    this.limits = limits;
  }

  /** Whether there is room for one more; a peer may hold its share only, clients all of it. */
  boolean hasRoomFor(Orphan orphan) {
    boolean client = orphan.provenance().origin().getPeer().isEmpty();
    int share = client ? limits.orphans() : limits.orphans() / PoolLimits.PEER_SHARE;
    return byWtxid.size() < limits.orphans() && perHolder.getOrDefault(orphan.holder(), 0) < share;
  }

  void add(Orphan orphan) {
    if (byWtxid.putIfAbsent(orphan.wtxid(), orphan) == null) {
      perHolder.merge(orphan.holder(), 1, Integer::sum);
      for (OutPoint missing : orphan.missing()) {
        waitingFor.computeIfAbsent(missing.txid(), _ -> new LinkedHashSet<>()).add(orphan.wtxid());
      }
    }
  }

  Optional<Orphan> find(Hash256 wtxid) {
    return Optional.ofNullable(byWtxid.get(wtxid));
  }

  Optional<Orphan> remove(Hash256 wtxid) {
    Orphan orphan = byWtxid.remove(wtxid);
    if (orphan != null) {
      questions.close(wtxid);
      perHolder.computeIfPresent(orphan.holder(), (_, n) -> n == 1 ? null : n - 1);
      for (OutPoint missing : orphan.missing()) {
        waitingFor.computeIfPresent(
            missing.txid(),
            (_, waiting) -> {
              waiting.remove(wtxid);
              return waiting.isEmpty() ? null : waiting;
            });
      }
    }
    return Optional.ofNullable(orphan);
  }

  /** Takes out all that wait for an output of this transaction. */
  List<Orphan> release(Hash256 parent) {
    return removeAll(List.copyOf(waitingFor.getOrDefault(parent, Set.of())));
  }

  /** Takes out all that have waited too long. */
  List<Orphan> expire(long nowMillis) {
    List<Hash256> expired = new ArrayList<>();
    for (Orphan orphan : byWtxid.values()) {
      if (orphan.sinceMillis() + limits.orphanAge().toMillis() > nowMillis) {
        break;
      }
      expired.add(orphan.wtxid());
    }
    return removeAll(expired);
  }

  /** What the ledger was asked about them. */
  OpenQuestions questions() {
    return questions;
  }

  int size() {
    return byWtxid.size();
  }

  void clear() {
    byWtxid.clear();
    waitingFor.clear();
    perHolder.clear();
    questions.clear();
  }

  private List<Orphan> removeAll(List<Hash256> wtxids) {
    return wtxids.stream().flatMap(wtxid -> remove(wtxid).stream()).toList();
  }
}
