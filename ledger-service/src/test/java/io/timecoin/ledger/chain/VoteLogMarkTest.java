package io.timecoin.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VoteLogMarkTest {

  @Test
  void keepsTheHighestEpochOfOneLog() {
    var fifth = new VoteLogMark("log", 5);

    assertThat(fifth.followedBy(new VoteLogMark("log", 6)).epoch()).isEqualTo(6);
    assertThat(fifth.followedBy(new VoteLogMark("log", 4))).isEqualTo(fifth);
  }

  @Test
  void anotherLogTakesItsPlaceWhateverTheEpoch() {
    var other = new VoteLogMark("other", 1);

    assertThat(new VoteLogMark("log", 5).followedBy(other)).isEqualTo(other);
    assertThat(VoteLogMark.NONE.followedBy(other)).isEqualTo(other);
  }
}
