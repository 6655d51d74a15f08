package io.timecoin.gateway.peers.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who must go when all together hold too much. */
class InboundRoomTest {
  private static final int MIB = 1 << 20;

  private final InboundRoom room = new InboundRoom(10L * MIB);
  private final List<String> gone = new ArrayList<>();

  private InboundRoom.Share stranger(String name) {
    return room.enter(() -> false, () -> gone.add(name));
  }

  private InboundRoom.Share member(String name) {
    return room.enter(() -> true, () -> gone.add(name));
  }

  @Test
  void whatIsFreedIsThereForOthers() {
    InboundRoom.Share one = stranger("one");
    InboundRoom.Share two = stranger("two");
    for (int i = 0; i < 5; i++) {
      one.unfinished(8 * MIB);
      assertThat(room.held()).isEqualTo(8 * MIB);
      one.unfinished(0);
      two.waiting(8 * MIB);
      two.waiting(-8 * MIB);
    }

    assertThat(room.held()).isZero();
    assertThat(gone).isEmpty();
  }

  @Test
  void theStrangerThatHasHeldSomeForLongestGoes() {
    InboundRoom.Share slow = stranger("slow");
    InboundRoom.Share quick = stranger("quick");
    slow.unfinished(MIB);
    quick.unfinished(8 * MIB);
    slow.unfinished(2 * MIB);
    quick.waiting(MIB);

    assertThat(gone).containsExactly("slow");
    assertThat(room.held()).isEqualTo(9 * MIB);
    // What it still says does not count.
    slow.waiting(5 * MIB);
    assertThat(room.held()).isEqualTo(9 * MIB);
  }

  @Test
  void asManyGoAsMust() {
    for (int i = 0; i < 9; i++) {
      stranger("small " + i).unfinished(MIB);
    }
    stranger("large").unfinished(4 * MIB);

    assertThat(gone).containsExactly("small 0", "small 1", "small 2");
  }

  @Test
  void membersStayWhileThereIsAStranger() {
    member("member").unfinished(8 * MIB);
    stranger("stranger").unfinished(3 * MIB);
    assertThat(gone).containsExactly("stranger");

    member("another member").unfinished(3 * MIB);
    assertThat(gone).containsExactly("stranger", "member");
  }

  @Test
  void theLittleThatEveryoneMayHoldIsNotCounted() {
    for (int i = 0; i < 1_000; i++) {
      stranger("small " + i).unfinished(64 << 10);
    }

    assertThat(room.held()).isZero();
    assertThat(gone).isEmpty();
  }

  @Test
  void whoLeavesHoldsNothing() {
    InboundRoom.Share one = stranger("one");
    one.unfinished(8 * MIB);
    one.leave();
    one.waiting(MIB);

    assertThat(room.held()).isZero();
  }
}
