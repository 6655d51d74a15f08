package io.timecoin.gateway.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what goes over peers by kind and fate. Thread-safe. */
public final class RelayCounters {
  private final Map<Kind, Map<Fate, Counter>> counters = new EnumMap<>(Kind.class);

  public RelayCounters(MeterRegistry registry) {
    for (Kind kind : Kind.values()) {
      Map<Fate, Counter> ofKind = new EnumMap<>(Fate.class);
      for (Fate fate : Fate.values()) {
        ofKind.put(
            fate,
            Counter.builder("timecoin_gateway_relayed")
                .description("What came from peers and went to them, by kind and fate")
                .tag("kind", kind.name())
                .tag("fate", fate.name())
                .register(registry));
      }
      counters.put(kind, ofKind);
    }
  }

  /** One more. */
  public void count(Kind kind, Fate fate) {
    count(kind, fate, 1);
  }

  void count(Kind kind, Fate fate, long number) {
    counters.get(kind).get(fate).increment((double) number);
  }

  /** How many there have been. */
  long counted(Kind kind, Fate fate) {
    return (long) counters.get(kind).get(fate).count();
  }
}
