package io.timecoin.devnet.scaling;

import io.timecoin.devnet.suite.Progress;
import java.util.ArrayList;

/** What Kafka costs: one instance with one core, in turns with the same work in one process. */
record CoreRate(
    ScalingPlan plan, SaturatedVerifiers verifiers, InProcess alone, Progress progress) {
  private static final double ONE_CORE = 1;

  CoreResult measure() {
    progress.say("One instance with one core, and the same work without Kafka");
    var throughKafka = new ArrayList<Window>();
    var inProcess = new ArrayList<Window>();
    verifiers.scaleTo(1);
    for (int round = 0; round < plan.rounds(); round++) {
      Window through = verifiers.measure(ONE_CORE);
      verifiers.rest();
      Window without = alone.measure(plan.window(), ONE_CORE);
      throughKafka.add(through);
      inProcess.add(without);
      progress.say(
          "  through Kafka %,7.0f payments/s, in one process %,7.0f"
              .formatted(through.rate(), without.rate()));
    }
    return CoreResult.of(throughKafka, inProcess);
  }
}
