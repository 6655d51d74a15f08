package io.timecoin.protocol.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.CodecAssertions;
import io.timecoin.protocol.testing.RandomValues;
import io.timecoin.protocol.testing.TestChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private final TestChain chain = TestChain.ofMembers(10);
  private final Committee committee = chain.committee();
  private final MicroblockHeader header =
      chain.microblock(List.of(), TestChain.GENESIS_TIME * 1000 + 20_000).header();
  private final Certificate good = chain.certify(header);

  @Test
  void everybodysVotesProveFinality() {
    assertThat(verify(good)).isEqualTo(new CertificateVerdict.Valid(10));
  }

  @Test
  void moreThanTwoThirdsOfTheWholeCommitteeAreNeeded() {
    assertThat(verify(signedBy(7))).isEqualTo(new CertificateVerdict.Valid(7));
    assertDefect(signedBy(6), CertificateDefect.NO_QUORUM);
    assertDefect(signedBy(0), CertificateDefect.NO_QUORUM);
  }

  @Test
  void exactlyTwoThirdsAreNoQuorum() {
    var nine = TestChain.ofMembers(9);
    var sealing = nine.microblock(List.of(), TestChain.GENESIS_TIME * 1000 + 20_000).header();
    var six = nine.certify(sealing, 0, nine.memberKeys().subList(0, 6));
    assertThat(six.verify(nine.committee(), nine.genesisHash(), new Ed25519Verifier()))
        .isInstanceOf(CertificateVerdict.Invalid.class);
  }

  @Test
  void weightCountsNotHeads() {
    var weighted = TestChain.ofTiers(Tier.GOLD, Tier.BRONZE, Tier.BRONZE, Tier.BRONZE);
    var sealing = weighted.microblock(List.of(), TestChain.GENESIS_TIME * 1000 + 20_000).header();
    var gold = List.of(ChainKeys.member(0));
    var bronze = List.of(ChainKeys.member(1), ChainKeys.member(2), ChainKeys.member(3));
    var verifier = new Ed25519Verifier();
    assertThat(
            weighted
                .certify(sealing, 0, gold)
                .verify(weighted.committee(), weighted.genesisHash(), verifier)
                .isValid())
        .isTrue();
    assertThat(
            weighted
                .certify(sealing, 0, bronze)
                .verify(weighted.committee(), weighted.genesisHash(), verifier)
                .isValid())
        .isFalse();
  }

  @Test
  void aRoundAbove31BitsIsInvalid() {
    assertDefect(
        new Certificate(good.sequence(), -1, good.digest(), good.bitmap(), good.signatures()),
        CertificateDefect.ROUND_OUT_OF_RANGE);
  }

  @Test
  void theBitmapHasTheCommitteesLength() {
    assertDefect(withBitmap(new byte[] {-1}), CertificateDefect.BITMAP_LENGTH);
    assertDefect(withBitmap(new byte[] {-1, 3, 0}), CertificateDefect.BITMAP_LENGTH);
    assertDefect(withBitmap(new byte[0]), CertificateDefect.BITMAP_LENGTH);
  }

  @Test
  void spareBitsAreZero() {
    for (int bit = 2; bit < 8; bit++) {
      assertDefect(
          withBitmap(new byte[] {-1, (byte) (3 | 1 << bit)}), CertificateDefect.SPARE_BIT_SET);
    }
  }

  @Test
  void thereIsOneSignaturePerSetBit() {
    assertDefect(
        withSignatures(good.signatures().subList(0, 9)), CertificateDefect.SIGNATURE_COUNT);
    var more = new ArrayList<>(good.signatures());
    more.add(good.signatures().getFirst());
    assertDefect(withSignatures(more), CertificateDefect.SIGNATURE_COUNT);
  }

  @Test
  void everySignatureIsItsMembersOwn() {
    for (int i = 0; i < 10; i++) {
      var signatures = new ArrayList<>(good.signatures());
      signatures.set(i, good.signatures().get((i + 1) % 10));
      assertDefect(withSignatures(signatures), CertificateDefect.BAD_SIGNATURE);
    }
  }

  @Test
  void aSignatureIsForOneRoundSequenceDigestNetworkAndType() {
    assertDefect(
        new Certificate(good.sequence(), 1, good.digest(), good.bitmap(), good.signatures()),
        CertificateDefect.BAD_SIGNATURE);
    assertDefect(
        new Certificate(2, 0, good.digest(), good.bitmap(), good.signatures()),
        CertificateDefect.BAD_SIGNATURE);
    assertDefect(
        new Certificate(1, 0, Hash256.ZERO, good.bitmap(), good.signatures()),
        CertificateDefect.BAD_SIGNATURE);
    assertThat(good.verify(committee, Hash256.ZERO, new Ed25519Verifier()).isValid()).isFalse();
    assertThat(
            good.verify(VoteType.PREPARE, committee, chain.genesisHash(), new Ed25519Verifier())
                .isValid())
        .isFalse();
  }

  @Test
  void aStrangersVoteCannotBePutIn() {
    KeyPair stranger = ChainKeys.named("stranger");
    Map<PublicKey, Signature> votes = Map.of(stranger.publicKey(), stranger.sign(new byte[] {1}));
    assertThatThrownBy(() -> Certificate.of(committee, 1, 0, good.digest(), votes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no member");
  }

  @Test
  void codec() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      CodecAssertions.assertCanonical(
          new RandomValues(random).certificate(), Certificate::encode, Certificate::decode, random);
    }
  }

  @Test
  void theBitmapOfPlacesNamesThem() {
    var bitmap = Bitmap.of(13, IntStream.of(0, 7, 8, 12));
    assertThat(bitmap.toByteArray()).containsExactly(new int[] {0x81, 0x11});
    assertThat(bitmap.places().toArray()).containsExactly(0, 7, 8, 12);
    assertThat(bitmap.count()).isEqualTo(4);
    assertThat(bitmap.isSet(8)).isTrue();
    assertThat(bitmap.isSet(9)).isFalse();
    assertThat(bitmap.isSet(100)).isFalse();
    assertThatThrownBy(() -> Bitmap.of(13, IntStream.of(13)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Certificate signedBy(int members) {
    return chain.certify(header, 0, chain.memberKeys().subList(0, members));
  }

  private Certificate withBitmap(byte[] bitmap) {
    return new Certificate(1, 0, good.digest(), Bitmap.ofBytes(bitmap), good.signatures());
  }

  private Certificate withSignatures(List<Signature> signatures) {
    return new Certificate(1, 0, good.digest(), good.bitmap(), signatures);
  }

  private CertificateVerdict verify(Certificate certificate) {
    return certificate.verify(committee, chain.genesisHash(), new Ed25519Verifier());
  }

  private void assertDefect(Certificate certificate, CertificateDefect defect) {
    assertThat(verify(certificate))
        .isInstanceOfSatisfying(
            CertificateVerdict.Invalid.class,
            invalid -> assertThat(invalid.defect()).isEqualTo(defect));
  }
}
