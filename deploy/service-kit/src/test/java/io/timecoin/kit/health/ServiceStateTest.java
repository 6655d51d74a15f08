package io.timecoin.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceStateTest {
  private final ServiceState state = new ServiceState();

  @Test
  void aNewServiceLivesButIsNotReady() {
    assertThat(state.alive()).isTrue();
    assertThat(state.ready()).isFalse();
    assertThat(state.reasons()).isNotEmpty();
  }

  @Test
  void aWarmServiceIsReadyWithoutReasons() {
    state.warm();

    assertThat(state.ready()).isTrue();
    assertThat(state.reasons()).isEmpty();
  }

  @Test
  void aServiceThatLostItsStateIsNotReadyAndSaysWhy() {
    state.warm();

    state.starting("waits for the ledger", "reads the journal");

    assertThat(state.ready()).isFalse();
    assertThat(state.alive()).isTrue();
    assertThat(state.reasons()).containsExactly("waits for the ledger", "reads the journal");
  }

  @Test
  void drainingIsNotLeftByBecomingWarm() {
    state.warm();
    state.draining();

    state.warm();
    state.starting("again");

    assertThat(state.phase()).isEqualTo(new Phase.Draining());
    assertThat(state.alive()).isTrue();
  }

  @Test
  void brokenStaysBrokenWithItsFirstReason() {
    state.broken("first", new IllegalStateException("why"));

    state.broken("second");
    state.warm();
    state.draining();

    assertThat(state.alive()).isFalse();
    assertThat(state.ready()).isFalse();
    assertThat(state.reasons())
        .singleElement()
        .asString()
        .contains("first")
        .contains("why")
        .doesNotContain("second");
  }

  @Test
  void whoIsTakenOutLivesButIsNeverReadyAgain() {
    state.warm();

    state.takenOut("TC-VER-001: first");
    state.takenOut("second");
    state.warm();
    state.starting("again");
    state.broken("what follows from it");

    assertThat(state.ready()).isFalse();
    assertThat(state.alive()).isTrue();
    assertThat(state.reasons()).containsExactly("TC-VER-001: first");
    assertThat(state.phase().label()).isEqualTo("taken out");
  }

  @Test
  void whoIsTakenOutCanBeStopped() {
    state.takenOut("why");

    state.draining();

    assertThat(state.phase()).isEqualTo(new Phase.Draining());
  }

  @Test
  void whoStopsOrIsBrokenIsNotTakenOutAnyMore() {
    state.draining();
    state.takenOut("too late");
    assertThat(state.phase()).isEqualTo(new Phase.Draining());

    state.broken("a bug");
    state.takenOut("too late");
    assertThat(state.alive()).isFalse();
  }
}
