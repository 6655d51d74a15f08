package io.timecoin.consensus.voting;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.voting.LogRule.Found;
import io.timecoin.consensus.voting.LogRule.Verdict;
import org.junit.jupiter.api.Test;

class LogRuleTest {
  private static final Found GOOD = new Found("", "id", 3, 3, false, "id", 3, 10, 12, false);

  @Test
  void isGoodWithTheStoredTopicANewEnoughEpochAndTheWholeChain() {
    assertThat(LogRule.judge(GOOD)).isEqualTo(new Verdict.Good());
    assertThat(LogRule.judge(new Found("", "id", 4, 4, false, "id", 3, 12, 12, false)))
        .isEqualTo(new Verdict.Good());
  }

  @Test
  void isLostWithAnotherTopicAnOlderEpochOrAShorterChain() {
    assertLost(new Found("", "other", 3, 3, false, "id", 3, 10, 12, true), "TC-CON-023");
    assertLost(new Found("", "id", 2, 2, false, "id", 3, 10, 12, true), "TC-CON-024");
    assertLost(new Found("", "id", 3, 3, false, "id", 3, 13, 12, true), "TC-CON-021");
  }

  @Test
  void anEmptyLogWithAnEmptyLedgerNeedsAPermission() {
    assertLost(new Found("", "id", 0, 0, false, "", 0, 0, 0, false), "TC-CON-022");
    assertThat(LogRule.judge(new Found("", "id", 0, 0, false, "", 0, 0, 0, true)))
        .isEqualTo(new Verdict.Good());
  }

  @Test
  void aLogOpenedBeforeTheFirstDecisionGoesOn() {
    assertThat(LogRule.judge(new Found("", "id", 1, 1, false, "", 0, 0, 0, false)))
        .isEqualTo(new Verdict.Good());
  }

  @Test
  void anotherNodesLogIsForeign() {
    assertThat(LogRule.judge(new Found("another key", "id", 3, 3, false, "id", 3, 10, 12, true)))
        .isInstanceOf(Verdict.Foreign.class);
  }

  @Test
  void anotherTopicThatSaysItsPredecessorIsLostIsGoodWhileItsEpochIsNewEnough() {
    assertThat(LogRule.judge(new Found("", "other", 4, 4, true, "id", 3, 10, 12, false)))
        .isEqualTo(new Verdict.Good());
    assertLost(new Found("", "other", 2, 2, true, "id", 3, 10, 12, false), "TC-CON-023");
    assertLost(new Found("", "id", 2, 2, true, "id", 3, 10, 12, false), "TC-CON-024");
  }

  @Test
  void aLogThatWasOnlyWrittenWithoutThisKeyIsLostForIt() {
    assertLost(new Found("", "id", 3, 0, false, "id", 3, 10, 12, false), "TC-CON-026");
    assertLost(new Found("", "id", 3, 0, false, "", 0, 0, 0, false), "TC-CON-022");
    assertThat(LogRule.judge(new Found("", "id", 3, 0, false, "id", 3, 10, 12, true)))
        .isEqualTo(new Verdict.Good());
  }

  @Test
  void ofAnEmptyLogAndLedgerOnlyAPersonCanTell() {
    assertThat(LogRule.judge(new Found("", "id", 0, 0, false, "", 0, 0, 0, false)))
        .isInstanceOfSatisfying(
            Verdict.Lost.class, lost -> assertThat(lost.membersMayTell()).isFalse());
    assertThat(LogRule.judge(new Found("", "other", 3, 3, false, "id", 3, 10, 12, false)))
        .isInstanceOfSatisfying(
            Verdict.Lost.class, lost -> assertThat(lost.membersMayTell()).isTrue());
  }

  private static void assertLost(Found found, String number) {
    assertThat(LogRule.judge(found))
        .isInstanceOfSatisfying(
            Verdict.Lost.class, lost -> assertThat(lost.reason()).startsWith(number));
  }
}
