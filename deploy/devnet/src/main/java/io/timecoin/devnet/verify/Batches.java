package io.timecoin.devnet.verify;

import io.timecoin.devnet.verify.Candidate.WrongVerdictException;
import io.timecoin.protocol.ed25519.SignatureBatch;

/** Verifies signatures together. */
final class Batches {
  private static final int NONE = -1;

  private Batches() {}

  /** As many full batches of {@code size} as {@code signed} gives; all are good. */
  static Candidate good(String name, SignatureBatch batch, SignedMessages signed, int size) {
    return new Candidate(
        name, size, Math.min(size, signed.keys()), () -> verifyAll(batch, signed, size, NONE));
  }

  /** As {@link #good}, with one in the middle of each batch that signs another message. */
  static Candidate withOneBad(String name, SignatureBatch batch, SignedMessages signed, int size) {
    return new Candidate(
        name, size, Math.min(size, signed.keys()), () -> verifyAll(batch, signed, size, size / 2));
  }

  private static int verifyAll(SignatureBatch batch, SignedMessages signed, int size, int bad) {
    int batches = signed.count() / size;
    for (int i = 0; i < batches; i++) {
      verify(batch, signed, i * size, size, bad);
    }
    return batches * size;
  }

  private static void verify(
      SignatureBatch batch, SignedMessages signed, int first, int size, int bad) {
    for (int i = 0; i < size; i++) {
      byte[] message = signed.message(first + (i == bad ? i - 1 : i));
      byte[] signature = signed.signature(first + i);
      byte[] key = signed.publicKey(first + i);
      batch.add(key, 0, signature, 0, message, 0, SignedMessages.MESSAGE_LENGTH);
    }
    // BitSet: -1 if none is bad, which is what NONE means.
    if (batch.verify().nextSetBit(0) != bad) {
      throw new WrongVerdictException("a batch of %d named another culprit".formatted(size));
    }
  }
}
