package io.timecoin.consensus.voting;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Input;
import io.timecoin.protocol.block.CertifiedMicroblock;
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
    lane.decided(at(1).header());
    assertThat(taken()).containsExactly(at(2));
    lane.decided(at(2).header());
    assertThat(taken()).containsExactly(at(3));
  }

  @Test
  void aForgedOneDoesNotKeepTheRightOneOut() {
    lane.add(rivals.get(1), 1);
    lane.add(at(2), 1);
    lane.decided(at(1).header());

    assertThat(taken()).containsExactly(rivals.get(1), at(2));
  }

  @Test
  void dropsWhatIsBehindUnlessAnotherWasDecided() {
    lane.decided(at(1).header());
    lane.add(at(1), 1);
    assertThat(lane.isReady()).isFalse();

    lane.add(rivals.getFirst(), 1);
    assertThat(taken()).containsExactly(rivals.getFirst());
  }

  @Test
  void theSameOneTwiceIsHeldOnce() {
    lane.add(at(2), 1);
    lane.add(at(2), 1);
    lane.decided(at(1).header());

    assertThat(taken()).containsExactly(at(2));
  }

  @Test
  void forgetsWhatIsFurthestAheadWhenItIsFull() {
    lane.add(at(4), 6 * MEBIBYTE);
    lane.add(at(3), 6 * MEBIBYTE);
    lane.add(at(2), 1);

    lane.decided(at(1).header());
    lane.decided(at(2).header());
    assertThat(taken()).containsExactly(at(2), at(3));
    lane.decided(at(3).header());
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

    lane.decided(at(1).header());
    assertThat(lane.shouldWait(4, 1)).isFalse();
  }

  @Test
  void ofOneSequenceAFewAreHeldTheNewestAmongThem() {
    var all = new ArrayList<CertifiedMicroblock>();
    for (int i = 0; i <= SyncLane.MOST_OF_ONE_SEQUENCE; i++) {
      all.add(chain(i).get(1));
      lane.add(all.getLast(), 1);
    }
    lane.decided(at(1).header());

    assertThat(taken()).containsExactlyElementsOf(all.subList(1, all.size()));
  }

  private CertifiedMicroblock at(int sequence) {
    return microblocks.get(sequence - 1);
  }

  private List<CertifiedMicroblock> taken() {
    var taken = new ArrayList<CertifiedMicroblock>();
    for (Input input = lane.poll(); input != null; input = lane.poll()) {
      taken.add(((Input.MicroblockServed) input).microblock());
    }
    return taken;
  }

  private static List<CertifiedMicroblock> chain(int variant) {
    var chain = TestChain.ofMembers(1);
    for (int i = 0; i < 4; i++) {
      chain.append(chain.pay(chain.wallet(i), chain.walletAddress(i + 1), 1_000_000L + variant));
    }
    return chain.microblocks();
  }
}
