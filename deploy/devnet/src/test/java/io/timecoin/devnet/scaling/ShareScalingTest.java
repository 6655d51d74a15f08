package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.scaling.ScalingPlan.Part;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShareScalingTest {

  @Test
  void onlyAsManyInstancesAreMeasuredAsTheProcessorsCarryBesideTheBroker() {
    assertThat(sharing(0.25).fitting(2)).containsExactly(1, 2, 4);
    assertThat(sharing(0.5).fitting(2)).containsExactly(1, 2);
    assertThat(sharing(1).fitting(2)).containsExactly(1);
    assertThat(sharing(1).fitting(1)).containsExactly(1);
    assertThat(sharing(1).fitting(8)).containsExactly(1, 2, 4);
  }

  private static ShareScaling sharing(double share) {
    var plan =
        new ScalingPlan(Set.of(Part.SHARE), Duration.ofSeconds(1), 1, Duration.ZERO, share, 1);
    return new ShareScaling(plan, null, _ -> {});
  }
}
