package io.timecoin.gateway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What peers serve or claim without being asked. */
final class SyncUnaskedTest extends SyncScenario {
  @Test
  void whatAMemberServesUnaskedIsHandedOnWhenItIsTheNext() {
    sync.served(peer, records(1, 1));
    sync.served(peer, records(1, 1));
    sync.served(peer, records(3, 3));

    assertThat(writes).containsExactly("transactions 1", "range 1-1");
  }

  @Test
  void whatIsServedAndDoesNotHoldCountsAgainstItsPeer() {
    sync.served(
        peer, forged(GetMicroblocks.newBuilder().setFirstSequence(1).setLastSequence(1).build()));

    assertThat(writes).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(peer, Misbehaviour.INVALID_MICROBLOCK));
  }

  @Test
  void aClaimIsFollowedWhenThisNodeStandsStillOrIsFarBehind() {
    network.answers(peer, this::honest);
    sync.claimed(peer, 3);
    sync.tick();
    assertThat(writes).isEmpty();

    now += SyncPlan.PATIENCE_MILLIS;
    sync.tick();
    assertThat(handedOnInOrder()).isEqualTo(3);

    own = at(3);
    sync.claimed(peer, 3 + SyncPlan.FAR_BEHIND + 1);
    sync.tick();
    assertThat(handedOnInOrder()).isEqualTo(3 + SyncPlan.FAR_BEHIND + 1);
  }

  @Test
  void aClaimThatNothingStandsBehindIsForgotten() {
    network.answers(
        peer,
        _ ->
            Optional.of(
                PeerMessage.newBuilder().setNotFound(NotFound.getDefaultInstance()).build()));
    sync.claimed(peer, Long.MAX_VALUE);
    sync.tick();
    assertThat(asked(peer)).containsExactly("1-25");
    assertThat(sync.progress().target()).isZero();

    sync.wanted(1, 1L << 60);
    // It may have come into being since the peer said it has none: kept until one may ask again.
    assertThat(asked(peer)).hasSize(1);
    assertThat(sync.progress().target()).isEqualTo(1L << 60);

    now += SyncSource.LACKS_MILLIS;
    sync.tick();
    assertThat(asked(peer)).containsExactly("1-25", "1-25");
    assertThat(sync.progress().target()).isZero();
    assertThat(sync.progress().behind()).isZero();

    now += 10 * SyncSource.LACKS_MILLIS;
    sync.tick();
    assertThat(asked(peer)).hasSize(2);
  }

  @Test
  void whatAServedRangeCoversOnlyInPartIsAskedForAnew() {
    network.connect();
    network.connect();
    sync.tick();
    sync.wanted(1, 75);
    assertThat(network.asked).hasSize(3);

    sync.served(peer, records(1, 30));
    Peer fast = network.connect();
    network.answers(fast, this::honest);
    sync.tick();
    now += SyncPlan.IMPATIENCE_MILLIS;
    sync.tick();

    assertThat(asked(fast)).startsWith("31-50");
    assertThat(handedOnInOrder()).isEqualTo(75);
  }

  @Test
  void moreThanARangeServedAtOnceIsTooMuch() {
    sync.served(peer, records(1, SyncClient.LARGEST_RANGE + 1));

    assertThat(writes).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(peer, Misbehaviour.OVERSIZED));
  }

  @Test
  void whoIsGoneIsNotAskedAnyMore() {
    network.disconnect(peer);
    sync.disconnected(peer);
    sync.claimed(peer, 3);

    sync.tick();
    sync.wanted(1, 3);

    assertThat(network.asked).isEmpty();
  }
}
