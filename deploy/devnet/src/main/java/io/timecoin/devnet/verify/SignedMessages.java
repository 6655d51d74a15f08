package io.timecoin.devnet.verify;

import io.timecoin.protocol.ed25519.Ed25519KeyPair;
import java.util.Random;

/**
 * Generated signatures of messages of 68 bytes, as many as a full batch holds; the keys take turns.
 * The same each time. The arrays are not copied.
 */
final class SignedMessages {
  static final int MESSAGE_LENGTH = 68;

  private final byte[][] publicKeys;
  private final byte[][] signatures;
  private final byte[][] messages;
  private final int keys;

  /**
   * Signs {@code count} messages, all different.
   *
   * @param keys by how many keys, at most {@code count}
   */
  SignedMessages(int count, int keys) {
    this.keys = keys;
    publicKeys = new byte[count][];
    signatures = new byte[count][];
    messages = new byte[count][MESSAGE_LENGTH];
    Random random = new Random(keys);
    Ed25519KeyPair[] pairs = new Ed25519KeyPair[keys];
    for (int i = 0; i < keys; i++) {
      byte[] seed = new byte[Ed25519KeyPair.SEED_LENGTH];
      random.nextBytes(seed);
      pairs[i] = Ed25519KeyPair.fromSeed(seed);
    }
    for (int i = 0; i < count; i++) {
      random.nextBytes(messages[i]);
      publicKeys[i] = pairs[i % keys].publicKey();
      signatures[i] = pairs[i % keys].sign(messages[i]);
    }
  }

  int count() {
    return messages.length;
  }

  int keys() {
    return keys;
  }

  byte[] publicKey(int i) {
    return publicKeys[i];
  }

  byte[] signature(int i) {
    return signatures[i];
  }

  byte[] message(int i) {
    return messages[i];
  }
}
