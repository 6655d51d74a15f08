package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FloodSupplyTest {
  private final FloodSupply supply = new FloodSupply(5, 2);

  @Test
  void thePaymentAfterAnotherOfItsPairWaitsUntilThatIsFinal() {
    assertThat(supply.take(5)).containsExactly(0, 1);
    assertThat(supply.take(5)).isEmpty();

    supply.acknowledged(0);
    supply.isFinal(0);

    assertThat(supply.take(5)).containsExactly(2);
  }

  @Test
  void whatWasRefusedIsOfferedAgainFirst() {
    assertThat(supply.take(1)).containsExactly(0);
    supply.refused(0);

    assertThat(supply.take(2)).containsExactly(0, 1);
  }

  @Test
  void whenNothingElseIsLeftWhatIsUnderWayIsSentAgain() {
    assertThat(supply.take(2)).containsExactly(0, 1);
    supply.acknowledged(0);
    supply.acknowledged(1);

    assertThat(supply.take(1)).containsExactly(0);
    assertThat(supply.take(3)).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void aRefusedRepetitionOfWhatWasTakenIsStillUnderWay() {
    assertThat(supply.take(2)).containsExactly(0, 1);
    supply.acknowledged(0);
    supply.refused(0);
    supply.isFinal(0);

    assertThat(supply.take(5)).containsExactly(2);
  }

  @Test
  void finalBeforeTheAnswerIsNotUnderWay() {
    assertThat(supply.take(2)).containsExactly(0, 1);
    supply.isFinal(0);
    supply.acknowledged(0);
    supply.refused(0);

    assertThat(supply.take(5)).containsExactly(2);
  }
}
