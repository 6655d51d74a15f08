package io.timecoin.ledger.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import io.timecoin.ledger.chain.Contradiction;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Tells what the writer is doing. A halt is never left but by a restart. */
@ApplicationScoped
public class WriterHealth implements Capability {
  private static final Logger LOG = Logger.getLogger(WriterHealth.class);

  private final AtomicReference<WriterStatus> status =
      new AtomicReference<>(new WriterStatus.Standby());

  private final MeterRegistry metrics;

  @Inject
  public WriterHealth(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @PostConstruct
  void register() {
    metrics.gauge("timecoin.ledger.halted", this, health -> health.isHalted() ? 1 : 0);
    metrics.gauge("timecoin.ledger.writing", this, health -> health.isWriting() ? 1 : 0);
  }

  public void standby() {
    become(new WriterStatus.Standby());
  }

  public void waiting(String reason) {
    become(new WriterStatus.Waiting(reason));
  }

  public void writing() {
    become(new WriterStatus.Writing());
  }

  /** Stops for good; the first reason stays. */
  public void halt(Contradiction contradiction) {
    if (!isHalted()) {
      LOG.errorf(
          "%s. Nothing more is written; queries go on. Compare with other masternodes, then"
              + " restart.",
          contradiction);
      status.set(new WriterStatus.Halted(contradiction));
    }
  }

  public boolean isHalted() {
    return status.get() instanceof WriterStatus.Halted;
  }

  public boolean isWriting() {
    return status.get() instanceof WriterStatus.Writing;
  }

  @Override
  public String name() {
    return "write";
  }

  @Override
  public CapabilityStatus status() {
    return switch (status.get()) {
      case WriterStatus.Standby _ -> CapabilityStatus.failing("another instance writes");
      case WriterStatus.Waiting(String reason) -> CapabilityStatus.failing(reason);
      case WriterStatus.Writing _ -> CapabilityStatus.working();
      case WriterStatus.Halted(Contradiction contradiction) ->
          CapabilityStatus.failing(contradiction.toString());
    };
  }

  private void become(WriterStatus next) {
    WriterStatus old = status.getAndUpdate(now -> now instanceof WriterStatus.Halted ? now : next);
    if (!old.equals(next) && !(old instanceof WriterStatus.Halted)) {
      switch (next) {
        // At start it waits for everybody else: only what interrupts it is a warning.
        case WriterStatus.Waiting(String reason) ->
            LOG.logf(
                old instanceof WriterStatus.Writing ? Logger.Level.WARN : Logger.Level.INFO,
                "The writer waits: %s",
                reason);
        case WriterStatus.Standby _ -> LOG.info("The writer stands by");
        case WriterStatus.Writing _ -> LOG.info("The writer writes");
        case WriterStatus.Halted _ -> {}
      }
    }
  }
}
