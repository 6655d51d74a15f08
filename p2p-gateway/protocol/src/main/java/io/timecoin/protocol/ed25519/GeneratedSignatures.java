package io.timecoin.protocol.ed25519;

/** Signatures for a warm-up: of one message, by different keys, as many as a batch holds. */
final class GeneratedSignatures {
  static final int COUNT = SignatureBatch.CAPACITY;

  private static final int MESSAGE_LENGTH = 68;

  private final byte[][] keys = new byte[COUNT][];
  private final byte[][] signatures = new byte[COUNT][];
  private final byte[] message = new byte[MESSAGE_LENGTH];
  private final byte[] otherMessage = new byte[MESSAGE_LENGTH];

  GeneratedSignatures() {
    otherMessage[0] = 1;
    byte[] seed = new byte[Ed25519KeyPair.SEED_LENGTH];
    for (int i = 0; i < COUNT; i++) {
      seed[0] = (byte) i;
      Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(seed);
      keys[i] = pair.publicKey();
      signatures[i] = pair.sign(message);
    }
  }

  /** Adds the signature by key number {@code i}. */
  void addGood(int i, SignatureBatch batch) {
    batch.add(keys[i], 0, signatures[i], 0, message, 0, MESSAGE_LENGTH);
  }

  /** Adds the same as a signature of another message. */
  void addBad(int i, SignatureBatch batch) {
    batch.add(keys[i], 0, signatures[i], 0, otherMessage, 0, MESSAGE_LENGTH);
  }
}
