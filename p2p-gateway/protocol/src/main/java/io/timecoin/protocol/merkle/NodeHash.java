package io.timecoin.protocol.merkle;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;

/** SHA-256(0x01 || left || right), with working memory that is used again. Not thread-safe. */
final class NodeHash {
  private static final byte TAG = 0x01;

  private final Sha256 sha256 = new Sha256();
  private final byte[] node = new byte[1 + 2 * Hash256.SIZE];

  NodeHash() {
    node[0] = TAG;
  }

  Hash256 of(Hash256 left, Hash256 right) {
    left.copyTo(node, 1);
    right.copyTo(node, 1 + Hash256.SIZE);
    return sha256.update(node).finish();
  }
}
