package io.timecoin.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.relay.FetchPlan.Request;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom the plan would ask for what; nothing is sent. */
class FetchPlanTest {
  private static final Hash256 ONE = hash(1);
  private static final Hash256 TWO = hash(2);
  private static final Hash256 THREE = hash(3);

  private final InMemoryNetwork network = new InMemoryNetwork();
  private final FetchPlan plan = new FetchPlan(new Connections(network));
  private final Peer first = network.connect();
  private final Peer second = network.connect();
  private long now = 1_000;

  private static Hash256 hash(int number) {
    return Sha256.hash(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private void announce(Peer peer, Hash256... wtxids) {
    for (Hash256 wtxid : wtxids) {
      assertThat(plan.announced(peer, wtxid, now)).isTrue();
    }
  }

  private void assertRequests(Request... requests) {
    assertThat(plan.requests()).containsExactly(requests);
  }

  private static Request request(Peer peer, Hash256... wtxids) {
    return new Request(peer, new LinkedHashSet<>(List.of(wtxids)));
  }

  private boolean ended(Peer peer, Set<Hash256> askedFor, List<Hash256> delivered) {
    return plan.ended(peer, askedFor, delivered, true, now);
  }

  @Test
  void oneAnnouncerIsAskedAndTheNextOnlyWhenItHasNothing() {
    announce(first, ONE, TWO);
    announce(second, TWO, ONE, THREE);
    assertRequests(request(first, ONE, TWO), request(second, THREE));

    assertThat(ended(first, Set.of(ONE, TWO), List.of())).as("in vain").isTrue();

    assertThat(plan.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.peer()).isEqualTo(second);
              assertThat(request.wtxids()).containsExactlyInAnyOrder(ONE, TWO);
            });
    assertThat(ended(second, Set.of(ONE, TWO), List.of())).as("not its promise").isFalse();
    assertThat(plan.size()).isEqualTo(1);
  }

  @Test
  void whatTheMempoolWaitsForGoesBeforeWhatIsOnlyAnnounced() {
    fillRequests(first);
    announce(first, ONE);
    assertThat(plan.ordered(TWO, List.of(first), now)).isTrue();
    assertThat(plan.orderedAmong(List.of(ONE, TWO, THREE))).containsExactly(TWO);
    assertThat(plan.requests()).as("as many as may be are under way").isEmpty();

    plan.ended(first, Set.of(), List.of(), true, now);

    assertRequests(request(first, TWO, ONE));
  }

  /** As many requests as may be under way to one peer. */
  private void fillRequests(Peer peer) {
    for (int i = 0; i < FetchPlan.REQUESTS_PER_PEER; i++) {
      announce(peer, hash(1_000 + i));
      assertThat(plan.requests()).hasSize(1);
    }
  }

  @Test
  void aRequestIsBounded() {
    for (int i = 0; i < FetchPlan.PER_REQUEST + 1; i++) {
      announce(first, hash(i));
    }

    assertThat(plan.requests())
        .extracting(request -> request.wtxids().size())
        .containsExactly(FetchPlan.PER_REQUEST, 1);
  }

  @Test
  void whatIsMissingInAnAnswerIsAskedOfTheSamePeerAgain() {
    announce(first, ONE, TWO);
    announce(second, TWO);
    assertRequests(request(first, ONE, TWO));

    assertThat(ended(first, Set.of(ONE, TWO), List.of(ONE))).isFalse();

    assertRequests(request(first, TWO));
  }

  @Test
  void impatienceEndsWhereNobodyIsLeftToAsk() {
    assertThat(plan.ordered(ONE, List.of(first, second), now)).isTrue();
    assertRequests(request(first, ONE));
    now += FetchPlan.IMPATIENCE_MILLIS - 1;
    plan.hurry(now);
    assertRequests();

    now++;
    plan.hurry(now);
    assertRequests(request(second, ONE));
    now += FetchPlan.IMPATIENCE_MILLIS;
    plan.hurry(now);

    assertRequests();
    assertThat(plan.size()).as("both may deliver yet").isEqualTo(1);
    plan.ended(first, Set.of(ONE), List.of(), false, now);
    assertThat(plan.size()).isEqualTo(1);
    plan.ended(second, Set.of(ONE), List.of(), false, now);
    assertThat(plan.size()).isZero();
  }

  @Test
  void aClockThatWasSetBackDelaysNothing() {
    assertThat(plan.ordered(ONE, List.of(first, second), now)).isTrue();
    assertRequests(request(first, ONE));

    plan.hurry(now - 100_000);

    assertRequests(request(second, ONE));
  }

  @Test
  void whoIsGoneIsAskedForNothingMore() {
    fillRequests(first);
    announce(first, ONE);
    announce(second, ONE);
    network.disconnect(first);

    plan.forgetDisconnected(now);

    assertRequests(request(second, ONE));
    // Its answers will not come; what it alone has announced ends with its requests.
    for (int i = 0; i < FetchPlan.REQUESTS_PER_PEER; i++) {
      plan.ended(first, Set.of(hash(1_000 + i)), List.of(), false, now);
    }
    assertThat(plan.size()).isEqualTo(1);
  }

  @Test
  void whatIsForgottenMakesRoomForAsMuch() {
    var all = new ArrayList<Hash256>();
    for (int i = 0; i < FetchPlan.PER_PEER; i++) {
      all.add(hash(i));
    }
    announce(first, all.toArray(Hash256[]::new));
    Hash256 more = hash(FetchPlan.PER_PEER);
    assertThat(plan.announced(first, more, now)).as("more than its share").isFalse();
    Request request = plan.requests().getFirst();

    boolean _ = ended(first, request.wtxids(), List.copyOf(request.wtxids()));

    assertThat(plan.size()).isEqualTo(FetchPlan.PER_PEER - FetchPlan.PER_REQUEST);
    for (int i = 0; i < FetchPlan.PER_REQUEST; i++) {
      announce(first, hash(FetchPlan.PER_PEER + i));
    }
    assertThat(plan.announced(first, hash(-1), now)).isFalse();
  }
}
