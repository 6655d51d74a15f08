package io.timecoin.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StartRefusalTest {
  private final ServiceState state = new ServiceState();
  private final ArrayList<Integer> codes = new ArrayList<>();

  @Test
  void theProcessEndsWithCodeOneAndTheSentenceStaysUntilThen() {
    new StartRefusal(state, codes::add).refuse("found a, wanted b: change c");

    assertThat(codes).containsExactly(StartRefusal.EXIT_CODE);
    assertThat(state.alive()).isFalse();
    assertThat(state.reasons()).containsExactly("start refused: found a, wanted b: change c");
  }
}
