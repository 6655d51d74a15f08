package io.timecoin.devnet.scaling;

import io.timecoin.devnet.suite.Progress;
import java.util.ArrayList;
import java.util.List;

/** What more instances bring, each with the same share of a core. */
record ShareScaling(ScalingPlan plan, SaturatedVerifiers verifiers, Progress progress) {
  /** What broker and bench need beside the instances. */
  private static final double CORES_BESIDE = 0.5;

  /**
   * Measures as many instances as this machine's processors carry.
   *
   * @param processors of this machine
   */
  ShareResult measure(int processors) {
    List<Integer> fitting = fitting(processors);
    progress.say(
        "%s instances with %.2f of a core each, in turns"
            .formatted(fitting.toString().replaceAll("[\\[\\]]", ""), plan.share()));
    var windows = new ArrayList<Window>();
    for (int round = 0; round < plan.rounds(); round++) {
      // There and back: what runs already need not be started anew.
      for (int instances : round % 2 == 0 ? fitting : fitting.reversed()) {
        verifiers.scaleTo(instances);
        Window window = verifiers.measure(plan.share());
        windows.add(window);
        progress.say(
            "  %d: %,7.0f payments/s, %.2f microseconds of processor time per signature"
                .formatted(instances, window.rate(), window.cpuMicrosPerSignature()));
      }
    }
    return ShareResult.of(plan.share(), windows);
  }

  List<Integer> fitting(int processors) {
    return ScalingPlan.INSTANCES.stream()
        .filter(
            instances -> instances == 1 || instances * plan.share() + CORES_BESIDE <= processors)
        .toList();
  }
}
