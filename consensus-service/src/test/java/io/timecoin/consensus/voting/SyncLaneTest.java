package io.timecoin.consensus.voting;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Input;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.testing.TestChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncLaneTest {
  private static final int MEBIBYTE = 1 << 20;

  private final List<CertifiedMicroblock> microblocks = chain(0);
  private final List<CertifiedMicroblock> rivals = chain(1);
  private final SyncLane lane = new SyncLane(0);

  @Test
  void givesEachWhenTheChainHasReachedItInWhateverOrderTheyCame() {
    for (int sequence : new int[] {3, 1, 2}) {
      lane.add(at(sequence), 1);
    }

    assertThat(taken()).containsExactly(at(1));
    decide(1);
    assertThat(taken()).containsExactly(at(2));
    decide(2);
    assertThat(taken()).containsExactly(at(3));
  }

  @Test
  void aForgedOneDoesNotKeepTheRightOneOut() {
    lane.add(rivals.get(1), 1);
    lane.add(at(2), 1);
    decide(1);

    assertThat(taken()).containsExactly(rivals.get(1), at(2));
  }

  @Test
  void dropsWhatIsBehindUnlessAnotherWasDecided() {
    decide(1);
    lane.add(at(1), 1);
    assertThat(lane.isReady()).isFalse();

    lane.add(rivals.getFirst(), 1);
    assertThat(taken()).containsExactly(rivals.getFirst());
  }

  @Test
  void theSameOneTwiceIsHeldOnce() {
    lane.add(at(2), 1);
    lane.add(at(2), 1);
    decide(1);

    assertThat(taken()).containsExactly(at(2));
  }

  @Test
  void forgetsWhatIsFurthestAheadWhenItIsFull() {
    lane.add(at(4), 6 * MEBIBYTE);
    lane.add(at(3), 6 * MEBIBYTE);
    lane.add(at(2), 1);

    decide(1);
    assertThat(taken()).containsExactly(at(2));
    decide(2);
    assertThat(taken()).containsExactly(at(3));
    decide(3);
    assertThat(lane.isReady()).isFalse();
  }

  @Test
  void waitsOnlyWhileItIsFullAndTheNextOneHasCome() {
    lane.add(at(3), 12 * MEBIBYTE);
    assertThat(lane.shouldWait(4, 1)).isFalse();
    lane.add(at(1), 1);
    assertThat(lane.shouldWait(4, 1)).isTrue();
    assertThat(taken()).hasSize(1);
    assertThat(lane.shouldWait(4, 1)).isTrue();
    assertThat(lane.shouldWait(1, 1)).isFalse();

    decide(1);
    assertThat(lane.shouldWait(4, 1)).isFalse();
  }

  @Test
  void ofOneSequenceAFewAreHeldTheNewestAmongThem() {
    var all = new ArrayList<CertifiedMicroblock>();
    for (int i = 0; i <= SyncLane.MOST_OF_ONE_SEQUENCE; i++) {
      all.add(chain(i).get(1));
      lane.add(all.getLast(), 1);
    }
    decide(1);

    assertThat(taken()).containsExactlyElementsOf(all.subList(1, all.size()));
  }

  @Test
  void thoseWithTheirVerdictsShareAGroup() {
    for (int sequence = 1; sequence <= 4; sequence++) {
      lane.add(at(sequence), 1);
    }
    valid(at(1));
    valid(at(2));
    valid(at(4));

    List<Input> group = group();

    assertThat(served(group)).containsExactly(at(1), at(2), at(3));
    assertThat(judged(group)).containsExactly(1L, 2L);
    lane.decided(at(1).header());
    decide(2);
    assertThat(lane.isReady()).isFalse();
    valid(at(3));
    group = group();
    assertThat(served(group)).containsExactly(at(4));
    assertThat(judged(group)).containsExactly(3L, 4L);
  }

  @Test
  void whatTheMachineDidNotDecideComesAgainWhenItsTurnHasCome() {
    lane.add(rivals.getFirst(), 1);
    lane.add(at(1), 1);
    lane.add(at(2), 1);
    valid(rivals.getFirst());
    valid(at(2));
    assertThat(served(group())).containsExactly(rivals.getFirst(), at(1), at(2));
    lane.taken();
    assertThat(lane.isReady()).isFalse();

    decide(1);

    List<Input> group = group();
    assertThat(served(group)).contains(at(2));
    assertThat(judged(group)).containsExactly(2L);
  }

  @Test
  void aGroupIsBoundedByBytes() {
    for (int sequence = 1; sequence <= 4; sequence++) {
      lane.add(at(sequence), MEBIBYTE / 2);
      valid(at(sequence));
    }
    assertThat(served(group())).containsExactly(at(1), at(2));
    assertThat(served(group())).containsExactly(at(3), at(4));
  }

  private CertifiedMicroblock at(int sequence) {
    return microblocks.get(sequence - 1);
  }

  private void decide(int sequence) {
    lane.decided(at(sequence).header());
    lane.taken();
  }

  /** What the machine gets; it decides nothing of it yet. */
  private List<CertifiedMicroblock> taken() {
    return served(group());
  }

  private List<Input> group() {
    List<Input> group = new ArrayList<>();
    lane.drainTo(group);
    return group;
  }

  private static List<CertifiedMicroblock> served(List<Input> group) {
    return group.stream()
        .filter(Input.MicroblockServed.class::isInstance)
        .map(input -> ((Input.MicroblockServed) input).microblock())
        .toList();
  }

  private static List<Long> judged(List<Input> group) {
    return group.stream()
        .filter(Input.VerdictAnswered.class::isInstance)
        .map(input -> ((Input.VerdictAnswered) input).sequence())
        .toList();
  }

  private void valid(CertifiedMicroblock microblock) {
    lane.valid(
        microblock.header().sequence(),
        microblock.header().digest(),
        SealInputs.after(0, microblock.header().digest()));
  }

  private static List<CertifiedMicroblock> chain(int variant) {
    var chain = TestChain.ofMembers(1);
    for (int i = 0; i < 4; i++) {
      chain.append(chain.pay(chain.wallet(i), chain.walletAddress(i + 1), 1_000_000L + variant));
    }
    return chain.microblocks();
  }
}
