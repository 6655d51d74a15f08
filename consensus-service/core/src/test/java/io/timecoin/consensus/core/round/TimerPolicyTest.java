package io.timecoin.consensus.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimerPolicyTest {

  @Test
  void doublesWithTheRoundUpToThirtySeconds() {
    var policy = TimerPolicy.startingWith(1_000);

    assertThat(policy.timeoutMillis(0)).isEqualTo(1_000);
    assertThat(policy.timeoutMillis(3)).isEqualTo(8_000);
    assertThat(policy.timeoutMillis(5)).isEqualTo(30_000);
    assertThat(policy.timeoutMillis(Integer.MAX_VALUE)).isEqualTo(30_000);
  }

  @Test
  void aLateProposalDoublesTheBaseUpToFourSecondsAndQuickDecisionsHalveIt() {
    var policy =
        TimerPolicy.startingWith(1_000).afterLateProposal().afterLateProposal().afterLateProposal();
    assertThat(policy.baseMillis()).isEqualTo(4_000);

    for (int i = 0; i < 15; i++) {
      policy = policy.afterDecision(0);
    }
    assertThat(policy.baseMillis()).isEqualTo(4_000);
    assertThat(policy.afterDecision(0).baseMillis()).isEqualTo(2_000);
    assertThat(policy.afterDecision(1).quickDecisions()).isZero();
  }

  @Test
  void neverGoesBelowItsMinimum() {
    var policy = TimerPolicy.startingWith(1_000);
    for (int i = 0; i < 100; i++) {
      policy = policy.afterDecision(0);
    }

    assertThat(policy.baseMillis()).isEqualTo(1_000);
  }
}
