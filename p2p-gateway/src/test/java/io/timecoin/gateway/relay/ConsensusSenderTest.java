package io.timecoin.gateway.relay;

import static io.timecoin.gateway.relay.Committees.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsensusSenderTest {
  private static final KeyPair OWN = KEYS.get(0);

  private long finalSequence = 5;
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final RelayCounters counters = new RelayCounters(new SimpleMeterRegistry());
  private final OwnMessages own = new OwnMessages(() -> finalSequence);
  private final ConsensusSender sender =
      new ConsensusSender(
          network,
          new ConsensusRelay(
              Committees.FOUR,
              Committees.GENESIS,
              network,
              new Voter(),
              new RecentProposals(),
              counters,
              InstantSource.system()),
          own,
          counters);
  private final Peer member = network.connect(KEYS.get(1));
  private final Peer other = network.connect(KEYS.get(2));
  private final Peer stranger = network.connect();

  @Test
  void whatIsSpokenGoesToEveryMemberAheadOfEverything() {
    sender.spoken(Committees.prepare(OWN, 6));

    assertThat(network.sent).map(InMemoryNetwork.Sent::peer).containsExactly(member, other);
    assertThat(network.sent).allMatch(sent -> sent.lane() == Lane.URGENT);
  }

  @Test
  void whatWasThereBeforeTheStartIsSentOnceItIsKnownWhatStillCounts() {
    sender.replayed(Committees.prepare(OWN, 4));
    sender.replayed(Committees.prepare(OWN, 6));
    assertThat(network.sent).isEmpty();

    sender.live();

    assertThat(messages(member)).containsExactly(Committees.prepare(OWN, 6));
  }

  @Test
  void aMemberThatConnectsGetsTheMessagesOfTheUndecidedSequence() {
    sender.replayed(Committees.prepare(OWN, 6));
    sender.replayed(Committees.roundChange(OWN, 6, 1));

    Peer late = network.connect(KEYS.get(3));
    sender.connected(late);
    sender.connected(stranger);

    assertThat(messages(late))
        .containsExactly(Committees.prepare(OWN, 6), Committees.roundChange(OWN, 6, 1));
    assertThat(messages(stranger)).isEmpty();
  }

  @Test
  void whatIsDecidedIsForgotten() {
    sender.replayed(Committees.prepare(OWN, 6));
    finalSequence = 6;

    sender.connected(member);

    assertThat(network.sent).isEmpty();
  }

  @Test
  void anOrderMayNameTheMembers() {
    sender.send(
        List.of(Committees.roundChange(OWN, 6, 1)),
        List.of(Connections.bytes(KEYS.get(2).publicKey())));

    assertThat(network.sent).map(InMemoryNetwork.Sent::peer).containsExactly(other);
  }

  @Test
  void manyMessagesGoInFramesThatTheOtherEndTakes() {
    ConsensusMessage one = Committees.prepare(OWN, 6);

    sender.send(Collections.nCopies(300, one), List.of());

    assertThat(network.sentTo(member))
        .map(message -> message.getConsensus().getMessagesCount())
        .containsExactly(ConsensusRelay.LARGEST_LIST, 300 - ConsensusRelay.LARGEST_LIST);
  }

  @Test
  void ownMessagesAreBounded() {
    for (int round = 1; round <= 1_000; round++) {
      sender.replayed(Committees.roundChange(OWN, 6, round));
    }

    assertThat(own.undecided()).hasSize(OwnMessages.CAPACITY);
    assertThat(own.undecided().getLast()).isEqualTo(Committees.roundChange(OWN, 6, 1_000));
  }

  private List<ConsensusMessage> messages(Peer peer) {
    return network.sentTo(peer).stream()
        .flatMap(message -> message.getConsensus().getMessagesList().stream())
        .toList();
  }
}
