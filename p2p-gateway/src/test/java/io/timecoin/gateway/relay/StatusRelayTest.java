package io.timecoin.gateway.relay;

import static io.timecoin.gateway.relay.Committees.DIGEST;
import static io.timecoin.gateway.relay.Committees.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.AnswerStatus;
import io.timecoin.protocol.proto.internal.v1.AskStatus;
import io.timecoin.protocol.proto.internal.v1.TellStatus;
import io.timecoin.protocol.proto.p2p.v1.StatusAnswer;
import io.timecoin.protocol.proto.p2p.v1.StatusQuestion;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StatusRelayTest {
  private static final ByteString CERTIFICATE = ByteString.copyFromUtf8("certificate");

  private long now = 1_000_000;
  private CompletableFuture<List<MicroblockRecord>> held =
      CompletableFuture.completedFuture(
          List.of(MicroblockRecord.newBuilder().setCertificate(CERTIFICATE).build()));
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final Voter voter = new Voter();
  private final StatusRelay statuses =
      new StatusRelay(
          network,
          voter,
          (_, _) -> held,
          new RelayCounters(new SimpleMeterRegistry()),
          () -> Instant.ofEpochMilli(now));
  private final Peer member = network.connect(KEYS.get(1));
  private final Peer other = network.connect(KEYS.get(2));
  private final Peer stranger = network.connect();

  @Test
  void everyMemberIsToldByAPing() {
    statuses.tell(TellStatus.newBuilder().setSequence(9).setDigest(Hashes.bytes(DIGEST)).build());

    assertThat(network.sent).map(InMemoryNetwork.Sent::peer).containsExactly(member, other);
    assertThat(network.sent)
        .allMatch(sent -> sent.lane() == Lane.URGENT)
        .allMatch(sent -> sent.message().getPing().getLastSequence() == 9);
  }

  @Test
  void theNamedMembersAreAsked() {
    statuses.ask(
        AskStatus.newBuilder()
            .setQuestion(5)
            .addMembers(Connections.bytes(KEYS.get(2).publicKey()))
            .build());

    assertThat(network.sent).map(InMemoryNetwork.Sent::peer).containsExactly(other);
    assertThat(network.sent.getFirst().message().getStatusQuestion().getQuestion()).isEqualTo(5);
  }

  @Test
  void anAnswerCarriesTheCertificate() {
    answer(9);

    StatusAnswer answer = network.sentTo(member).getFirst().getStatusAnswer();
    assertThat(answer.getQuestion()).isEqualTo(5);
    assertThat(answer.getSequence()).isEqualTo(9);
    assertThat(answer.getCertificate()).isEqualTo(CERTIFICATE);
  }

  @Test
  void ofSequenceZeroThereIsNone() {
    answer(0);

    assertThat(network.sentTo(member).getFirst().getStatusAnswer().getCertificate()).isEmpty();
  }

  @Test
  void withoutTheMicroblockThereIsNoAnswer() {
    held = CompletableFuture.completedFuture(List.of());
    answer(9);
    held = CompletableFuture.failedFuture(new IllegalStateException("the ledger is down"));
    answer(9);

    assertThat(network.sent).isEmpty();
  }

  @Test
  void whatMembersSayIsLetInAndWhatOthersSayIsNot() {
    statuses.told(member, 9, DIGEST.toByteArray());
    statuses.asked(member, StatusQuestion.newBuilder().setQuestion(3).build());
    statuses.answered(
        member,
        StatusAnswer.newBuilder()
            .setQuestion(4)
            .setSequence(9)
            .setDigest(Hashes.bytes(DIGEST))
            .setCertificate(CERTIFICATE)
            .build());
    statuses.told(stranger, 9, DIGEST.toByteArray());
    statuses.asked(stranger, StatusQuestion.getDefaultInstance());

    assertThat(voter.heard).hasSize(3);
    assertThat(voter.heard)
        .allMatch(one -> one.getMember().equals(Connections.bytes(KEYS.get(1).publicKey())));
    assertThat(voter.heard.get(0).getStatus().getSequence()).isEqualTo(9);
    assertThat(voter.heard.get(1).getQuestion().getQuestion()).isEqualTo(3);
    assertThat(voter.heard.get(2).getAnswer().getCertificate()).isEqualTo(CERTIFICATE);
  }

  @Test
  void oneMemberIsHeardOnlySoOften() {
    for (int i = 0; i < 10; i++) {
      statuses.told(member, i, DIGEST.toByteArray());
    }
    assertThat(voter.heard).hasSize(1);

    statuses.told(other, 9, DIGEST.toByteArray());
    now += StatusRelay.PAUSE_MILLIS;
    statuses.told(member, 9, DIGEST.toByteArray());

    assertThat(voter.heard).hasSize(3);
  }

  @Test
  void aDigestOfAnotherLengthIsMalformed() {
    statuses.told(member, 9, new byte[31]);

    assertThat(voter.heard).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(member, Misbehaviour.MALFORMED));
  }

  private void answer(long sequence) {
    statuses.answer(
        AnswerStatus.newBuilder()
            .setMember(Connections.bytes(KEYS.get(1).publicKey()))
            .setQuestion(5)
            .setSequence(sequence)
            .setDigest(Hashes.bytes(DIGEST))
            .build());
  }
}
