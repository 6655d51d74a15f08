package io.timecoin.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.RelayTransactions;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TransactionSenderTest {
  private long now = 1_000_000;
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final RecentBodies bodies = new RecentBodies(1 << 20);
  private final TransactionSender sender =
      new TransactionSender(
          network,
          bodies,
          new RelayCounters(new SimpleMeterRegistry()),
          () -> Instant.ofEpochMilli(now));
  private final Peer member = network.connect(Committees.KEYS.get(1));
  private final Peer stranger = network.connect();
  private final Transaction payment = Fixtures.payment(1);
  private final ByteString raw = ByteString.copyFrom(payment.encode());

  @Test
  void aClientsSmallOneIsPushedToMembersAndAnnouncedToOthers() {
    relay(Optional.empty(), raw);

    assertThat(pushed(member)).containsExactly(raw);
    assertThat(announced(member)).isEmpty();
    assertThat(pushed(stranger)).isEmpty();
    assertThat(announced(stranger)).containsExactly(payment.wtxid());
    assertThat(bodies.find(payment.wtxid())).hasValue(raw);
  }

  @Test
  void aLargeOneIsAnnounced() {
    ByteString large = ByteString.copyFrom(new byte[TransactionSender.PUSHED_BYTES + 1]);
    ByteString justSmall = ByteString.copyFrom(new byte[TransactionSender.PUSHED_BYTES]);

    relay(Optional.empty(), large, justSmall);

    assertThat(pushed(member)).containsExactly(justSmall);
    assertThat(announced(member)).hasSize(1);
  }

  @Test
  void aPeersIsAnnouncedAndNeverGoesBackToIt() {
    relay(Optional.of(member), raw);

    assertThat(network.sentTo(member)).isEmpty();
    assertThat(announced(stranger)).containsExactly(payment.wtxid());
  }

  @Test
  void whoHasSentOrAnnouncedItIsNotToldOfIt() {
    sender.cameFrom(member, payment.wtxid());
    now += 100_000;

    relay(Optional.empty(), raw);

    assertThat(network.sentTo(member)).isEmpty();
    assertThat(network.sentTo(stranger)).hasSize(1);
  }

  @Test
  void orderedAgainItIsToldAgainAfterAWhileAndThenOnlyAnnounced() {
    relay(Optional.empty(), raw);
    now += KnownBy.TELL_AGAIN_MILLIS - 1;
    relay(Optional.empty(), raw);
    assertThat(network.sentTo(member)).hasSize(1);

    now += 1;
    relay(Optional.empty(), raw);

    assertThat(pushed(member)).hasSize(1);
    assertThat(announced(member)).containsExactly(payment.wtxid());
  }

  @Test
  void whoConnectsLaterIsToldWhenItIsOrderedAgain() {
    relay(Optional.empty(), raw);
    Peer late = network.connect(Committees.KEYS.get(2));

    relay(Optional.empty(), raw);

    assertThat(announced(late)).containsExactly(payment.wtxid());
    assertThat(network.sentTo(member)).hasSize(1);
  }

  @Test
  void whatFoundNoRoomIsNotTakenForTold() {
    network.full(true);
    relay(Optional.empty(), raw);
    network.full(false);

    relay(Optional.empty(), raw);

    assertThat(network.sentTo(member)).hasSize(1);
    assertThat(network.sentTo(stranger)).hasSize(1);
  }

  @Test
  void announcementsAndPushesHaveABoundedSize() {
    ByteString[] many =
        LongStream.range(0, 2_500)
            .mapToObj(number -> ByteString.copyFrom(Fixtures.payment(number).encode()))
            .toArray(ByteString[]::new);

    relay(Optional.empty(), many);

    assertThat(pushed(member)).containsExactly(many);
    assertThat(network.sentTo(member))
        .allMatch(
            message ->
                message.getSerializedSize() < TransactionSender.FRAME_BYTES + 10 * many.length);
    assertThat(network.sentTo(stranger))
        .map(message -> message.getAnnouncement().getWtxidsCount())
        .containsExactly(1_000, 1_000, 500);
  }

  @Test
  void recentBodiesAreBoundedInBytes() {
    var few = new RecentBodies(100);
    few.add(Committees.DIGEST, ByteString.copyFrom(new byte[60]));
    few.add(payment.wtxid(), ByteString.copyFrom(new byte[60]));

    assertThat(few.find(Committees.DIGEST)).isEmpty();
    assertThat(few.find(payment.wtxid())).isPresent();
  }

  private void relay(Optional<Peer> source, ByteString... transactions) {
    var order = RelayTransactions.newBuilder().addAllTransactions(List.of(transactions));
    source.ifPresent(peer -> order.setSourcePeer(Connections.bytes(peer.nodeKey())));
    sender.relay(order.build());
  }

  private List<ByteString> pushed(Peer peer) {
    return network.sentTo(peer).stream()
        .filter(PeerMessage::hasTransactions)
        .flatMap(message -> message.getTransactions().getTransactionsList().stream())
        .toList();
  }

  private List<Hash256> announced(Peer peer) {
    return network.sentTo(peer).stream()
        .filter(PeerMessage::hasAnnouncement)
        .flatMap(message -> message.getAnnouncement().getWtxidsList().stream())
        .map(bytes -> Hash256.of(bytes.toByteArray()))
        .toList();
  }
}
