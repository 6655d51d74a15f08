package io.timecoin.consensus.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.timecoin.consensus.core.Input;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.MemberAnswer;
import io.timecoin.protocol.proto.internal.v1.MemberQuestion;
import io.timecoin.protocol.proto.internal.v1.MemberStatus;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.testing.TestChain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsensusMessageConsumerTest {
  private final TestChain chain = TestChain.ofMembers(4);
  private final PublicKey member = chain.memberKeys().getFirst().publicKey();
  private final CertifiedMicroblock decided =
      chain.append(chain.pay(chain.wallet(0), chain.walletAddress(1), 1_000_000));
  private final Hash256 digest = decided.header().digest();

  @Test
  void whatWasAskedForByDigest() throws Exception {
    var wtxid = decided.transactions().getFirst().wtxid();
    var proposal =
        FetchedProposal.newBuilder()
            .setHeader(bytes(decided.header().encode()))
            .addWtxids(bytes(wtxid.toByteArray()));

    assertThat(input(ReceivedConsensusMessage.newBuilder().setProposal(proposal)))
        .isEqualTo(new Input.ProposalFetched(decided.header(), List.of(wtxid)));
  }

  @Test
  void whereAMemberIs() throws Exception {
    assertThat(input(ofMember().setStatus(status())))
        .isEqualTo(new Input.StatusReceived(member, 1, digest));
  }

  @Test
  void aQuestionAndTheAnswerToOwnOnes() throws Exception {
    assertThat(input(ofMember().setQuestion(MemberQuestion.newBuilder().setQuestion(7))))
        .isEqualTo(new Input.StatusAsked(member, 7));
    assertThat(input(ofMember().setAnswer(answer(bytes(decided.certificate().encode())))))
        .isEqualTo(
            new Input.StatusAnswered(member, 7, 1, digest, Optional.of(decided.certificate())));
    assertThat(input(ofMember().setAnswer(answer(ByteString.EMPTY))))
        .isEqualTo(new Input.StatusAnswered(member, 7, 1, digest, Optional.empty()));
  }

  @Test
  void whoSaysWhereItIsMustSayAsWhom() {
    for (var content :
        List.of(
            ReceivedConsensusMessage.newBuilder().setStatus(status()),
            ReceivedConsensusMessage.newBuilder().setQuestion(MemberQuestion.newBuilder()),
            ReceivedConsensusMessage.newBuilder().setAnswer(answer(ByteString.EMPTY)))) {
      assertThatExceptionOfType(BadRecordException.class)
          .isThrownBy(() -> input(content))
          .satisfies(e -> assertThat(e.error()).isEqualTo("NO_MEMBER"));
    }
  }

  @Test
  void whatIsMalformedSaysWhat() {
    assertMalformed(ReceivedConsensusMessage.newBuilder(), "says nothing");
    assertMalformed(ofMember().setMember(bytes(new byte[31])).setStatus(status()), "31 bytes");
    assertMalformed(ofMember().setStatus(status().setDigest(bytes(new byte[5]))), "5 bytes");
    assertMalformed(ofMember().setAnswer(answer(bytes(new byte[] {1, 2}))), "");
    assertMalformed(
        ReceivedConsensusMessage.newBuilder()
            .setProposal(FetchedProposal.newBuilder().setHeader(bytes(new byte[] {1}))),
        "");
  }

  private static void assertMalformed(ReceivedConsensusMessage.Builder received, String text) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> input(received))
        .withMessageContaining(text);
  }

  private static Input input(ReceivedConsensusMessage.Builder received) throws Exception {
    return ConsensusMessageConsumer.input(received.build());
  }

  private ReceivedConsensusMessage.Builder ofMember() {
    return ReceivedConsensusMessage.newBuilder().setMember(bytes(member.toByteArray()));
  }

  private MemberStatus.Builder status() {
    return MemberStatus.newBuilder().setSequence(1).setDigest(bytes(digest.toByteArray()));
  }

  private MemberAnswer.Builder answer(ByteString certificate) {
    return MemberAnswer.newBuilder()
        .setQuestion(7)
        .setSequence(1)
        .setDigest(bytes(digest.toByteArray()))
        .setCertificate(certificate);
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }
}
