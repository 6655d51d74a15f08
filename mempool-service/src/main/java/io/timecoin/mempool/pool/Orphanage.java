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
  private final HolderShares shares;
  private final OpenQuestions questions = new OpenQuestions();

  Orphanage(PoolLimits limits) {
    this.limits = limits;
    this.shares = new HolderShares(limits.orphans(), limits.orphanBytes());
  }

  /** Whether there is room for one more; a peer may hold its share only, clients all of it. */
  boolean hasRoomFor(Orphan orphan) {
    int size = orphan.transaction().size();
    return shares.hasRoom(size) && shares.isWithinShare(orphan.provenance(), size);
  }

  void add(Orphan orphan) {
    if (byWtxid.putIfAbsent(orphan.wtxid(), orphan) == null) {
      shares.add(orphan.wtxid(), orphan.provenance(), orphan.transaction().size());
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
      shares.remove(wtxid, orphan.provenance());
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

  /** Transactions that some orphan waits for. */
  int awaited() {
    return waitingFor.size();
  }

  void clear() {
    byWtxid.clear();
    waitingFor.clear();
    shares.clear();
    questions.clear();
  }

  private List<Orphan> removeAll(List<Hash256> wtxids) {
    return wtxids.stream().flatMap(wtxid -> remove(wtxid).stream()).toList();
  }
}
