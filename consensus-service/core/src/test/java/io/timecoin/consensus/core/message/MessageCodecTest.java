package io.timecoin.consensus.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  private static final PublicKey SIGNER = PublicKey.of(new byte[32]);
  private static final Signature SIGNATURE = Signature.of(new byte[64]);
  private static final Hash256 DIGEST = Sha256.hash(new byte[] {1});
  private static final Certificate PREPARED =
      new Certificate(
          5, 1, DIGEST, Bitmap.of(4, IntStream.of(0, 2)), List.of(SIGNATURE, SIGNATURE));
  private static final RoundChange CHANGE =
      new RoundChange(5, 2, Optional.of(PREPARED), SIGNER, SIGNATURE);
  private static final Proposal PROPOSAL =
      new Proposal(
          5,
          2,
          new MicroblockHeader(5, DIGEST, 7, SIGNER, 1, DIGEST, Optional.empty()),
          List.of(DIGEST),
          List.of(CHANGE, new RoundChange(5, 2, Optional.empty(), SIGNER, SIGNATURE)),
          SIGNER,
          SIGNATURE);

  @Test
  void everyKindComesBack() throws DecodeException {
    for (SignedMessage message :
        List.of(
            PROPOSAL,
            CHANGE,
            new Ballot(VoteType.PREPARE, 5, 0, DIGEST, SIGNER, SIGNATURE),
            new Ballot(VoteType.COMMIT, 5, 3, DIGEST, SIGNER, SIGNATURE),
            new Timeout(5, 3, SIGNER, SIGNATURE))) {
      assertThat(MessageCodec.fromProto(MessageCodec.toProto(message))).isEqualTo(message);
    }
  }

  @Test
  void refusesWhatNoMessageIs() {
    var proposal = MessageCodec.toProto(PROPOSAL);
    assertRefused(proposal.toBuilder().setType(9).build());
    assertRefused(proposal.toBuilder().setRound(-1).build());
    assertRefused(proposal.toBuilder().setSequence(0).build());
    assertRefused(proposal.toBuilder().addRoundChanges(proposal).build());
    assertRefused(
        proposal.toBuilder().setDigest(MessageCodec.bytes(Sha256.hash(new byte[0]))).build());
    assertRefused(MessageCodec.toProto(CHANGE).toBuilder().clearPrepared().build());
    assertRefused(MessageCodec.toProto(CHANGE).toBuilder().setPreparedRound(0).build());
  }

  @Test
  void mutatedBytesGiveOnlyTheExpectedErrors() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    byte[] bytes = MessageCodec.toProto(PROPOSAL).toByteArray();
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] mutated = bytes.clone();
      mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        MessageCodec.fromProto(ConsensusMessage.parseFrom(mutated));
      } catch (DecodeException | InvalidProtocolBufferException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static void assertRefused(ConsensusMessage proto) {
    assertThatThrownBy(() -> MessageCodec.fromProto(proto)).isInstanceOf(DecodeException.class);
  }
}
