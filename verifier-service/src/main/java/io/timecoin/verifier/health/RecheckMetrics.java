package io.timecoin.verifier.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.TakenOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** How many signatures were checked again, and whether this instance is taken out. */
@ApplicationScoped
public class RecheckMetrics {
  void onStart(
      @Observes StartupEvent event, MeterRegistry registry, Rechecks rechecks, TakenOut takenOut) {
    count(registry, rechecks, "agreed", Rechecks::agreed);
    count(registry, rechecks, "disagreed", Rechecks::disagreed);
    Gauge.builder("timecoin.verifier.taken.out", takenOut, out -> out.isTrue() ? 1 : 0)
        .description("1 once two implementations have disagreed on a signature; a person must look")
        .register(registry);
  }

  private static void count(
      MeterRegistry registry, Rechecks rechecks, String outcome, ToDoubleFunction<Rechecks> count) {
    FunctionCounter.builder("timecoin.verifier.rechecks", rechecks, count)
        .description("accepted signatures that were checked again by another implementation")
        .tag("outcome", outcome)
        .register(registry);
  }
}
