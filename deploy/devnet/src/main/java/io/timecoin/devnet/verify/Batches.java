package io.timecoin.devnet.verify;

import io.timecoin.devnet.verify.Candidate.WrongVerdictException;
import io.timecoin.protocol.ed25519.SignatureBatch;

/** Verifies signatures together. */
final class Batches {
  private static final int NONE = -1;

  private Batches() {}

  /** The first {@code size} of {@code signed}, all good. */
  static Candidate good(String name, SignatureBatch batch, SignedMessages signed, int size) {
    return new Candidate(
        name, size, Math.min(size, signed.keys()), () -> verify(batch, signed, size, NONE));
  }

  /** As {@link #good} with one of another message in the middle, which must be found. */
  static Candidate withOneBad(String name, SignatureBatch batch, SignedMessages signed, int size) {
    return new Candidate(
        name, size, Math.min(size, signed.keys()), () -> verify(batch, signed, size, size / 2));
  }

  private static int verify(SignatureBatch batch, SignedMessages signed, int size, int bad) {
    for (int i = 0; i < size; i++) {
      byte[] message = signed.message(i == bad ? i - 1 : i);
      batch.add(
          signed.publicKey(i),
          0,
          signed.signature(i),
          0,
          message,
          0,
          SignedMessages.MESSAGE_LENGTH);
    }
    // BitSet: -1 if none is bad, which is what NONE means.
    if (batch.verify().nextSetBit(0) != bad) {
      throw new WrongVerdictException("a batch of %d named another culprit".formatted(size));
    }
    return size;
  }
}
