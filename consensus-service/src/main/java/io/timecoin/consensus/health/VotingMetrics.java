package io.timecoin.consensus.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.timecoin.consensus.core.ConsensusState;
import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.Mode;
import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.consensus.voting.VotingListener;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** Counts what the voting loop does and keeps the status up to date. */
public final class VotingMetrics implements VotingListener {
  private static final Logger LOG = Logger.getLogger(VotingMetrics.class);

  private final MeterRegistry registry;
  private final ConsensusStatus status;
  private final Timer steps;
  private final Timer commits;

  public VotingMetrics(MeterRegistry registry, ConsensusStatus status, EvidenceBook evidence) {
    this.registry = registry;
    this.status = status;
    this.steps = timer("timecoin.consensus.step");
    this.commits = timer("timecoin.consensus.transaction.commit");
    gauge(
        "timecoin.consensus.sequence",
        snapshot -> snapshot.position().map(position -> (double) position.sequence()).orElse(0.0));
    gauge("timecoin.consensus.round", snapshot -> snapshot.round());
    gauge("timecoin.consensus.epoch", snapshot -> snapshot.epoch());
    Gauge.builder("timecoin.consensus.evidence.kept", evidence, EvidenceBook::size)
        .register(registry);
    Gauge.builder("timecoin.consensus.evidence.members", evidence, EvidenceBook::members)
        .register(registry);
    FunctionCounter.builder(
            "timecoin.consensus.evidence.only.counted", evidence, EvidenceBook::onlyCounted)
        .register(registry);
    for (Role role : Role.values()) {
      Gauge.builder("timecoin.consensus.role", status, s -> s.snapshot().role() == role ? 1.0 : 0.0)
          .tag("role", role.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  @Override
  public void onStep(long nanos) {
    steps.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void onCommitted(long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void onDecided(LogEntry.Decided decided) {
    registry.counter("timecoin.consensus.decisions").increment();
    registry.counter("timecoin.consensus.rounds").increment(decided.round() + 1.0);
    decided
        .microblock()
        .header()
        .seal()
        .ifPresent(
            seal ->
                LOG.infof(
                    "Block %d sealed at sequence %d",
                    seal.height(), decided.microblock().header().sequence()));
  }

  @Override
  public void onState(ConsensusState state) {
    status.at(state.position(), state.round());
  }

  @Override
  public void onDropped(Effect.Dropped dropped) {
    registry.counter("timecoin.consensus.dropped", "reason", dropped.reason().name()).increment();
  }

  @Override
  public void onTimedOut(Effect.TimedOut timedOut) {
    registry.counter("timecoin.consensus.timeouts").increment();
  }

  @Override
  public void onEvidence(Effect.Evidence evidence) {
    registry.counter("timecoin.consensus.evidence").increment();
    LOG.errorf(
        "TC-CON-050: member %s signed two contents: %s of sequence %d, round %d: %s and %s",
        evidence.first().signer(),
        evidence.first().type(),
        evidence.first().sequence(),
        evidence.first().round(),
        evidence.first().digest(),
        evidence.second().digest());
  }

  @Override
  public void onModeChanged(Effect.ModeChanged changed) {
    long epoch = status.snapshot().epoch();
    switch (changed.mode()) {
      case Mode.Voting() -> {
        LOG.info("Signs from here on");
        status.become(Role.MEMBER, "", epoch);
      }
      case Mode.Observing(var reason, long _) -> {
        tell(Role.OBSERVER, "TC-CON-051: signs nothing: " + reason, epoch);
      }
      case Mode.Halted(var reason) -> {
        tell(Role.HALTED, "TC-CON-052: halted, a person must decide: " + reason, epoch);
      }
    }
  }

  /** The same words in the log and in /status/capabilities. */
  private void tell(Role role, String reason, long epoch) {
    LOG.error(reason);
    status.become(role, reason, epoch);
  }

  private Timer timer(String name) {
    return Timer.builder(name).publishPercentiles(0.5, 0.95, 0.99).register(registry);
  }

  private void gauge(String name, ToDoubleFunction<ConsensusStatus.Snapshot> value) {
    Gauge.builder(name, status, s -> value.applyAsDouble(s.snapshot())).register(registry);
  }
}
