package io.timecoin.mempool.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.timecoin.mempool.loop.TurnObserver;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.node.Turn;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.proposal.Draft;
import io.timecoin.mempool.proposal.Judgement;
import io.timecoin.mempool.status.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** What an operator sees of the pool: {@code timecoin_mempool_*}. */
@ApplicationScoped
public class MempoolMetrics implements TurnObserver {
  private record Snapshot(
      int transactions,
      long bytes,
      long fees,
      long locks,
      int orphans,
      int keptAside,
      long floor,
      long utxos,
      long sequence,
      long epoch,
      long expelled,
      int synced,
      long syncedTurnedAway,
      boolean active) {
    static final Snapshot EMPTY = new Snapshot(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false);
  }

  private final MeterRegistry registry;
  private final Timer drafting;
  private final Timer judging;
  private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Snapshot.EMPTY);

  @Inject
  public MempoolMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.drafting = Timer.builder("timecoin.mempool.draft").register(registry);
    this.judging = Timer.builder("timecoin.mempool.judge").register(registry);
    gauge(registry, snapshot, "transactions", Snapshot::transactions);
    gauge(registry, snapshot, "bytes", Snapshot::bytes);
    gauge(registry, snapshot, "fees.satoshi", Snapshot::fees);
    gauge(registry, snapshot, "locks", Snapshot::locks);
    gauge(registry, snapshot, "orphans", Snapshot::orphans);
    gauge(registry, snapshot, "kept.aside", Snapshot::keptAside);
    gauge(registry, snapshot, "floor.satoshi.per.kilobyte", Snapshot::floor);
    gauge(registry, snapshot, "utxos", Snapshot::utxos);
    gauge(registry, snapshot, "sequence", Snapshot::sequence);
    gauge(registry, snapshot, "epoch", Snapshot::epoch);
    gauge(registry, snapshot, "draft.defects", Snapshot::expelled);
    gauge(registry, snapshot, "synced.held", Snapshot::synced);
    gauge(registry, snapshot, "synced.turned.away", Snapshot::syncedTurnedAway);
    gauge(registry, snapshot, "active", now -> now.active() ? 1 : 0);
  }

  private static void gauge(
      MeterRegistry registry,
      AtomicReference<Snapshot> snapshot,
      String name,
      ToDoubleFunction<Snapshot> value) {
    registry.gauge("timecoin.mempool." + name, snapshot, now -> value.applyAsDouble(now.get()));
  }

  @Override
  public void ended(MempoolNode node, Turn turn, long answerNanos) {
    Mempool mempool = node.mempool();
    snapshot.set(
        new Snapshot(
            mempool.pool().size(),
            mempool.pool().bytes(),
            mempool.pool().fees(),
            node.state().table().locks(),
            mempool.orphans(),
            mempool.keptAside(),
            mempool.floorPerKilobyte(node.nowMillis()),
            node.state().table().size(),
            node.state().tip().sequence(),
            node.epoch(),
            node.proposals().expelled(),
            node.bodies().syncedHeld(),
            node.bodies().syncedTurnedAway(),
            node.isActive()));
    turn.changes().forEach(this::count);
    if (turn.answers().stream().anyMatch(Draft.class::isInstance)) {
      drafting.record(answerNanos, TimeUnit.NANOSECONDS);
    }
    if (turn.answers().stream().anyMatch(Judgement.class::isInstance)) {
      judging.record(answerNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void count(PoolChange change) {
    switch (change) {
      case PoolChange.Entered _ -> count("accepted", "");
      case PoolChange.Left(var notice) -> count(notice.outcome());
      case PoolChange.Told(var notice) -> count(notice.outcome());
      case PoolChange.Waits _ -> count("orphaned", "");
      case PoolChange.Waited(var notice) -> count(notice.outcome());
      case PoolChange.SpenderWanted _ -> count("asked_ledger", "");
    }
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted _ -> count("known", "");
      case Outcome.Rejected(var refusal) -> count("rejected", refusal.code().name());
      case Outcome.Aborted _ -> count("aborted", "");
      case Outcome.Evicted _ -> count("evicted", "");
      case Outcome.Expired _ -> count("expired", "");
      case Outcome.Final _ -> count("final", "");
      case Outcome.Waiting _ -> count("waiting", "");
    }
  }

  private void count(String outcome, String code) {
    registry.counter("timecoin.mempool.outcomes", "outcome", outcome, "code", code).increment();
  }
}
