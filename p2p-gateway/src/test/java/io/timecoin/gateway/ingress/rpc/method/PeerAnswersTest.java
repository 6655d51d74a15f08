package io.timecoin.gateway.ingress.rpc.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.peers.ChainEnd;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerInfo;
import io.timecoin.gateway.peers.limits.Ban;
import io.timecoin.gateway.peers.limits.BanSubject;
import io.timecoin.gateway.sync.SyncProgress;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are shown of peers, sync and evidence. */
class PeerAnswersTest {
  private static final Peer MEMBER =
      new Peer(
          3,
          Fixtures.MEMBER.publicKey(),
          Optional.of(Fixtures.MEMBER.publicKey()),
          "10.1.2.3:4",
          false);
  private static final Peer STRANGER =
      new Peer(4, Fixtures.MEMBER.publicKey(), Optional.empty(), "[2001:db8::1]:24101", true);

  private static PeerInfo info(Peer peer, Optional<String> listen, long pingMicros) {
    return new PeerInfo(
        peer,
        listen,
        "TimeCoin/1",
        Instant.ofEpochSecond(1_700_000_000),
        new ChainEnd(9, Fixtures.GENESIS.hash()),
        11,
        12,
        pingMicros,
        13,
        14,
        15);
  }

  @Test
  void aPeerIsShownWhole() {
    JsonNode node = GetPeerInfo.json(info(MEMBER, Optional.of("10.1.2.3:24101"), 2_500));

    assertThat(node.path("id").asLong()).isEqualTo(3);
    assertThat(node.path("node_key").asText()).isEqualTo(MEMBER.nodeKey().toString());
    assertThat(node.path("member").asText()).isEqualTo(Fixtures.MEMBER.publicKey().toString());
    assertThat(node.path("addr").asText()).isEqualTo("10.1.2.3:4");
    assertThat(node.path("listen").asText()).isEqualTo("10.1.2.3:24101");
    assertThat(node.path("inbound").asBoolean()).isTrue();
    assertThat(node.path("conntime").asLong()).isEqualTo(1_700_000_000);
    assertThat(node.path("starting_sequence").asLong()).isEqualTo(9);
    assertThat(node.path("starting_digest").asText()).isEqualTo(Fixtures.GENESIS.hash().toString());
    assertThat(node.path("bytessent").asLong()).isEqualTo(11);
    assertThat(node.path("bytesrecv").asLong()).isEqualTo(12);
    assertThat(node.path("waiting_bytes").asLong()).isEqualTo(13);
    assertThat(node.path("dropped").asLong()).isEqualTo(14);
    assertThat(node.path("banscore").asInt()).isEqualTo(15);
    assertThat(node.path("pingtime").asDouble()).isEqualTo(0.0025);
  }

  @Test
  void whatIsNotKnownOfAPeerIsNotMadeUp() {
    JsonNode node = GetPeerInfo.json(info(STRANGER, Optional.empty(), -1));

    assertThat(node.path("member").isNull()).isTrue();
    assertThat(node.path("listen").isNull()).isTrue();
    assertThat(node.path("inbound").asBoolean(true)).isFalse();
    assertThat(node.has("pingtime")).isFalse();
  }

  @Test
  void syncIsShownWithItsSources() {
    var source = new SyncProgress.Source(STRANGER, 120, 32, true);

    JsonNode node =
        GetSyncInfo.json(new SyncProgress(100, 105, 120, 2.5, 3, 4_096, List.of(source)));

    assertThat(node.path("syncing").asBoolean()).isTrue();
    assertThat(node.path("behind").asLong()).isEqualTo(20);
    assertThat(node.path("written").asLong()).isEqualTo(105);
    assertThat(node.path("microblocks_per_second").asDouble()).isEqualTo(2.5);
    assertThat(node.path("sources").path(0).path("id").asLong()).isEqualTo(4);
    assertThat(node.path("sources").path(0).path("claimed").asLong()).isEqualTo(120);
    assertThat(node.path("sources").path(0).path("rests").asBoolean()).isTrue();
    assertThat(
            GetSyncInfo.json(new SyncProgress(120, 120, 120, 0, 0, 0, List.of()))
                .path("syncing")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void aNodeWithoutPeersIsNotSyncing() {
    JsonNode node = GetSyncInfo.alone(8);

    assertThat(node.path("syncing").asBoolean(true)).isFalse();
    assertThat(node.path("sequence").asLong()).isEqualTo(8);
  }

  @Test
  void evidenceNamesBothContents() {
    var vote =
        ConsensusMessage.newBuilder()
            .setType(4)
            .setSequence(6)
            .setRound(2)
            .setSigner(ByteString.copyFrom(new byte[] {1}));
    ConsensusMessage first = vote.setPreparedRound(-1).build();
    ConsensusMessage second = vote.setPreparedRound(0).build();

    JsonNode node =
        GetEvidence.json(
            Evidence.newBuilder().setFirst(first).setSecond(second).setSeenAtMillis(77).build());

    assertThat(node.path("signer").asText()).isEqualTo("01");
    assertThat(node.path("type").asText()).isEqualTo("round_change");
    assertThat(node.path("round").asLong()).isEqualTo(2);
    assertThat(node.path("seen_at").asLong()).isEqualTo(77);
    assertThat(node.path("first").has("prepared_round")).isFalse();
    assertThat(node.path("second").path("prepared_round").asInt(-1)).isZero();
    assertThat(node.path("second").path("message").asText())
        .isEqualTo(java.util.HexFormat.of().formatHex(second.toByteArray()));
  }

  @Test
  void aBanIsShownWithTheTimeThatIsLeft() {
    Instant since = Instant.ofEpochSecond(1_000);

    JsonNode node =
        ListBanned.json(
            new Ban(
                new BanSubject.Address("10.0.0.1"), since, since.plusSeconds(600), "FLOODING: x"),
            since.plusSeconds(200));

    assertThat(node.path("address").asText()).isEqualTo("10.0.0.1");
    assertThat(node.path("ban_created").asLong()).isEqualTo(1_000);
    assertThat(node.path("banned_until").asLong()).isEqualTo(1_600);
    assertThat(node.path("ban_duration").asLong()).isEqualTo(600);
    assertThat(node.path("time_remaining").asLong()).isEqualTo(400);
    assertThat(node.path("ban_reason").asText()).isEqualTo("FLOODING: x");
  }
}
