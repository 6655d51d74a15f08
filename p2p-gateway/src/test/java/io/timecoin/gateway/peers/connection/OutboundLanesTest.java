package io.timecoin.gateway.peers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboundLanesTest {
  private final OutboundLanes lanes =
      new OutboundLanes(Map.of(Lane.URGENT, 1_000, Lane.RELAY, 1_000, Lane.BULK, 2_000));

  private static PeerMessage message(int number, int bytes) {
    return PeerMessage.newBuilder()
        .setRequestId(number)
        .setTransactions(
            Transactions.newBuilder().addTransactions(ByteString.copyFrom(new byte[bytes])))
        .build();
  }

  private List<Long> all() {
    var numbers = new ArrayList<Long>();
    for (Optional<PeerMessage> next = lanes.poll(); next.isPresent(); next = lanes.poll()) {
      numbers.add(next.get().getRequestId());
    }
    return numbers;
  }

  @Test
  void urgentGoesFirstAndTheOthersTakeTurns() {
    for (int i = 0; i < 3; i++) {
      assertThat(lanes.offer(Lane.BULK, message(30 + i, 10))).isTrue();
      assertThat(lanes.offer(Lane.RELAY, message(20 + i, 10))).isTrue();
      assertThat(lanes.offer(Lane.URGENT, message(10 + i, 10))).isTrue();
    }

    assertThat(all()).containsExactly(10L, 11L, 12L, 20L, 30L, 21L, 31L, 22L, 32L);
    assertThat(lanes.isEmpty()).isTrue();
    assertThat(lanes.waitingBytes()).isZero();
  }

  @Test
  void aFullLaneTakesNoMoreAndLeavesTheOthersAlone() {
    int taken = 0;
    while (lanes.offer(Lane.RELAY, message(taken, 100))) {
      taken++;
      assertThat(lanes.waitingBytes()).isLessThanOrEqualTo(1_000);
    }

    assertThat(taken).isBetween(4, 8);
    assertThat(lanes.offer(Lane.URGENT, message(99, 100))).isTrue();
    assertThat(lanes.offer(Lane.BULK, message(98, 100))).isTrue();
    assertThat(lanes.poll().orElseThrow().getRequestId()).isEqualTo(99);
    assertThat(lanes.offer(Lane.RELAY, message(97, 100))).isFalse();
    assertThat(all()).hasSize(taken + 1);
    assertThat(lanes.offer(Lane.RELAY, message(97, 100))).isTrue();
  }

  @Test
  void anEmptyLaneTakesAnyMessageAndThenNoOther() {
    assertThat(lanes.offer(Lane.BULK, message(1, 50_000))).isTrue();
    assertThat(lanes.offer(Lane.BULK, message(2, 1))).isFalse();
    assertThat(all()).containsExactly(1L);
  }

  @Test
  void whatIsClearedIsGone() {
    assertThat(lanes.offer(Lane.BULK, message(1, 1_900))).isTrue();
    lanes.clear();

    assertThat(lanes.poll()).isEmpty();
    assertThat(lanes.offer(Lane.BULK, message(2, 1_900))).isTrue();
  }
}
