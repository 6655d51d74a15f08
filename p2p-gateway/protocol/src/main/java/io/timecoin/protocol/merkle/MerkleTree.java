package io.timecoin.protocol.merkle;

import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The Merkle tree over a list of hashes (PROTOCOL §2.4): a pair is SHA-256(0x01 || left || right),
 * an odd last node moves up unchanged.
 */
public final class MerkleTree {
  private MerkleTree() {}

  /** The root; 32 zero bytes for an empty list, the leaf itself for a single one. */
  public static Hash256 root(List<Hash256> leaves) {
    if (leaves.isEmpty()) {
      return Hash256.ZERO;
    }
    var hash = new NodeHash();
    Hash256[] level = leaves.toArray(Hash256[]::new);
    for (int count = level.length; count > 1; count = (count + 1) / 2) {
      moveUp(level, count, hash);
    }
    return level[0];
  }

  /**
   * Proves that the leaf at {@code index} is under the root of {@code leaves}.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public static MerkleProof proof(List<Hash256> leaves, int index) {
    Objects.checkIndex(index, leaves.size());
    var hash = new NodeHash();
    var siblings = new ArrayList<Hash256>();
    Hash256[] level = leaves.toArray(Hash256[]::new);
    int place = index;
    for (int count = level.length; count > 1; count = (count + 1) / 2) {
      int sibling = place ^ 1;
      if (sibling < count) {
        siblings.add(level[sibling]);
      }
      moveUp(level, count, hash);
      place /= 2;
    }
    return new MerkleProof(index, leaves.size(), siblings);
  }

  /** Replaces the {@code count} nodes of one level, in place, by those of the level above. */
  private static void moveUp(Hash256[] level, int count, NodeHash hash) {
    for (int i = 0; i + 1 < count; i += 2) {
      level[i / 2] = hash.of(level[i], level[i + 1]);
    }
    if (count % 2 == 1) {
      level[count / 2] = level[count - 1];
    }
  }
}
