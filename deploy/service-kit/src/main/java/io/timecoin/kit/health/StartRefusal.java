package io.timecoin.kit.health;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.IntConsumer;

/**
 * Ends a start that no waiting can mend: one sentence says what was found, what was expected and
 * what to do, then the process ends with code 1. What is only missing is waited for instead ({@link
 * DependencyWait}).
 */
@ApplicationScoped
public class StartRefusal {
  /** Of the process. */
  public static final int EXIT_CODE = 1;

  private final ServiceState state;
  private final IntConsumer exit;

  @Inject
  public StartRefusal(ServiceState state) {
    this(state, Quarkus::asyncExit);
  }

  StartRefusal(ServiceState state, IntConsumer exit) {
    this.state = state;
    this.exit = exit;
  }

  /** Returns at once; the process drains and ends. */
  public void refuse(String sentence) {
    state.broken("start refused: " + sentence);
    exit.accept(EXIT_CODE);
  }
}
