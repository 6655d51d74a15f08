package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How signatures are handed over to a batch, and what a batch keeps. */
@ParameterizedClass
@EnumSource
class SignatureBatchTest {
  private final BatchCases cases = new BatchCases(1);
  private final SignatureBatch batch;

  SignatureBatchTest(Engine engine) {
    batch = engine.newBatch(new Random(1));
  }

  @Test
  void emptyBatchHasNoCulprits() {
    assertThat(batch.verify().isEmpty()).isTrue();
    assertThat(batch.size()).isZero();
  }

  @Test
  void signaturesAreNumberedInOrderOfAdding() {
    SignedMessage good = cases.good();
    for (int i = 0; i < SignatureBatch.CAPACITY; i++) {
      assertThat(batch.isFull()).isFalse();
      assertThat(batch.size()).isEqualTo(i);
      assertThat(add(good)).isEqualTo(i);
    }
    assertThat(batch.isFull()).isTrue();
    assertThatThrownBy(() -> add(good)).isInstanceOf(IllegalStateException.class);
    assertThat(batch.verify().isEmpty()).isTrue();
    assertThat(batch.size()).isZero();
  }

  @Test
  void whatWasTakenOutIsNotJudged() {
    SignedMessage good = cases.good();
    add(good.withPublicKey(cases.good().publicKey()));

    batch.clear();

    assertThat(batch.size()).isZero();
    assertThat(add(good)).isZero();
    assertThat(batch.verify().isEmpty()).isTrue();
  }

  private int add(SignedMessage signed) {
    byte[] message = signed.message();
    return batch.add(signed.publicKey(), 0, signed.signature(), 0, message, 0, message.length);
  }

  @Test
  void partsOfOneArrayAreTakenAtTheirOffsetsAndCopied() {
    SignedMessage good = cases.good();
    byte[] message = good.message();
    byte[] all =
        Ed25519Model.concat(
            Ed25519Model.concat(new byte[3], good.publicKey()),
            Ed25519Model.concat(good.signature(), message));

    batch.add(all, 3, all, 35, all, 99, message.length);
    batch.add(all, 2, all, 35, all, 99, message.length);
    batch.add(all, 3, all, 34, all, 99, message.length);
    Arrays.fill(all, (byte) 0);

    assertThat(batch.verify().stream()).containsExactly(1, 2);
  }

  @Test
  void rangesOutsideTheArraysAreRefusedAndDisturbNothing() {
    SignedMessage good = cases.good();
    add(good);
    assertOutOfBounds(good, 1, 0, 0, 0);
    assertOutOfBounds(good, -1, 0, 0, 0);
    assertOutOfBounds(good, 0, 1, 0, 0);
    assertOutOfBounds(good, 0, -1, 0, 0);
    assertOutOfBounds(good, 0, 0, -1, 1);
    assertOutOfBounds(good, 0, 0, 0, good.message().length + 1);
    assertOutOfBounds(good, 0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    add(good);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.verify().isEmpty()).isTrue();
  }

  private void assertOutOfBounds(
      SignedMessage good, int keyOffset, int sigOffset, int offset, int length) {
    byte[] key = good.publicKey();
    byte[] signature = good.signature();
    byte[] message = good.message();
    assertThatThrownBy(
            () -> batch.add(key, keyOffset, signature, sigOffset, message, offset, length))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void verdictDoesNotDependOnTheBatchBefore() {
    List<SignedMessage> good = cases.good(20, 20);
    List<SignedMessage> bad = new ArrayList<>();
    good.forEach(signed -> bad.add(cases.damaged(signed)));
    for (int i = 0; i < 10; i++) {
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(batch, bad);
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(batch, good);
      Batches.assertVerdictsAreThoseOfTheSingleVerifier(batch, bad.subList(0, i));
    }
  }

  @Test
  void keysThatAreTheSamePointInOtherBytesAreToldApart() {
    // y = 1 and y = p + 1 are both the neutral element; each signature hashes its own key.
    List<SignedMessage> signed = new ArrayList<>();
    for (byte[] encodedA : Ed25519Model.smallOrderEncodings()) {
      byte[] signature = Ed25519Model.concat(encodedA, new byte[32]);
      signed.add(new SignedMessage(encodedA, signature, cases.randomBytes(10)));
    }
    signed.addAll(cases.good(6, 1));

    assertThat(Batches.verify(batch, signed).isEmpty()).isTrue();
  }

  @Test
  void defectsThatCancelOutWithEqualFactorsAreFound() {
    // S1 + 1 and S2 − 1: the sum is right, and so would be a batch without random factors.
    List<SignedMessage> signed = new ArrayList<>(cases.good(16, 1));
    SignedMessage first = signed.get(3);
    SignedMessage second = signed.get(9);
    signed.set(3, first.withS(first.s().add(BigInteger.ONE).mod(Ed25519Model.L)));
    signed.set(9, second.withS(second.s().subtract(BigInteger.ONE).mod(Ed25519Model.L)));

    assertThat(Batches.verify(batch, signed).stream()).containsExactly(3, 9);
  }
}
