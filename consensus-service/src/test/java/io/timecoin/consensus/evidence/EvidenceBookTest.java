package io.timecoin.consensus.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.testing.TestChain;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceBookTest {
  private static final SignatureChecker CHECKER =
      (signer, signature, message) ->
          new Ed25519Verifier().verify(signer.toByteArray(), signature.toByteArray(), message);

  private final TestChain chain = TestChain.ofMembers(2);
  private final KeyPair member = chain.memberKeys().getFirst();
  private final KeyPair other = chain.memberKeys().getLast();
  private final EvidenceBook book = new EvidenceBook();

  @Test
  void onePieceIsWantedOncePerPlace() {
    assertThat(book.wants(evidence(member, 1, 0))).isTrue();
    assertThat(book.wants(evidence(member, 1, 0))).isFalse();
    assertThat(book.wants(evidence(member, 1, 1))).isTrue();

    book.take(evidence(member, 1, 0));
    book.take(evidence(member, 1, 0));
    assertThat(book.wants(evidence(member, 1, 0))).isFalse();
    assertThat(book.size()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeWrittenIsWantedAgain() {
    book.wants(evidence(member, 1, 0));
    book.notWritten(evidence(member, 1, 0));

    assertThat(book.wants(evidence(member, 1, 0))).isTrue();
  }

  @Test
  void oneMemberFillsItsOwnShareAndNoOther() {
    for (int round = 0; round < EvidenceBook.MOST_PER_MEMBER; round++) {
      var piece = evidence(member, 1, round);
      assertThat(book.wants(piece)).isTrue();
      if (round % 2 == 0) {
        book.take(piece);
      }
    }

    assertThat(book.wants(evidence(member, 2, 0))).isFalse();
    assertThat(book.onlyCounted()).isEqualTo(1);
    assertThat(book.wants(evidence(other, 1, 0))).isTrue();
  }

  @Test
  void holdsWhatBothHaveSignedAndNothingElse() {
    var hash = chain.genesisHash();
    var vote = ballot(member, 1, 0, 1);
    assertThat(new KeptEvidence(vote, ballot(member, 1, 0, 2), 5).holds(hash, CHECKER)).isTrue();

    assertThat(new KeptEvidence(vote, vote, 5).holds(hash, CHECKER)).isFalse();
    assertThat(new KeptEvidence(vote, ballot(member, 1, 1, 2), 5).holds(hash, CHECKER)).isFalse();
    assertThat(new KeptEvidence(vote, ballot(member, 2, 0, 2), 5).holds(hash, CHECKER)).isFalse();
    assertThat(new KeptEvidence(vote, ballot(other, 1, 0, 2), 5).holds(hash, CHECKER)).isFalse();
    var forged =
        new Ballot(
            VoteType.PREPARE, 1, 0, digest(2), member.publicKey(), Signature.of(new byte[64]));
    assertThat(new KeptEvidence(vote, forged, 5).holds(hash, CHECKER)).isFalse();
    assertThat(new KeptEvidence(forged, vote, 5).holds(hash, CHECKER)).isFalse();
    assertThat(new KeptEvidence(vote, ballot(member, 1, 0, 2), 5).holds(Hash256.ZERO, CHECKER))
        .isFalse();
  }

  @Test
  void isTheSameAfterItWasWrittenAndRead() throws Exception {
    var piece = evidence(member, 3, 1);
    assertThat(KeptEvidence.fromProto(piece.toProto())).isEqualTo(piece);
  }

  @Test
  void ofAProposalOnlyTheSignedPartIsKeptAndStillHolds() throws Exception {
    var piece = new KeptEvidence(proposal(1), proposal(2), 5);
    var read = KeptEvidence.fromProto(piece.toProto());

    assertThat(((Proposal) read.first()).wtxids()).isEmpty();
    assertThat(read.holds(chain.genesisHash(), CHECKER)).isTrue();
  }

  private KeptEvidence evidence(KeyPair key, long sequence, int round) {
    return new KeptEvidence(
        ballot(key, sequence, round, 1), ballot(key, sequence, round, 2), 1_000);
  }

  private Ballot ballot(KeyPair key, long sequence, int round, int value) {
    var message =
        SignedBytes.of(chain.genesisHash(), VoteType.PREPARE, sequence, round, digest(value));
    return new Ballot(
        VoteType.PREPARE, sequence, round, digest(value), key.publicKey(), key.sign(message));
  }

  private Proposal proposal(int number) {
    var payment =
        chain.pay(chain.wallet(number), chain.walletAddress(number + 1), 1_000_000L * number);
    MicroblockHeader header =
        chain.microblock(List.of(payment), chain.tip().timeMillis() + number).header();
    var message =
        SignedBytes.of(
            chain.genesisHash(), VoteType.PROPOSAL, header.sequence(), 0, header.digest());
    return new Proposal(
        header.sequence(),
        0,
        header,
        List.of(payment.wtxid()),
        List.of(),
        member.publicKey(),
        member.sign(message));
  }

  private static Hash256 digest(int value) {
    var bytes = new byte[Hash256.SIZE];
    bytes[0] = (byte) value;
    return Hash256.of(bytes);
  }
}
