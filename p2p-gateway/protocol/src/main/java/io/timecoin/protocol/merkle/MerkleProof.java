package io.timecoin.protocol.merkle;

import io.timecoin.protocol.crypto.Hash256;
import java.util.List;

/**
 * The way from one leaf up to the root of a Merkle tree (PROTOCOL §2.4). It convinces only together
 * with the leaf's preimage and a count that comes from a certified header; index and count alone
 * fix at which levels there is a sibling and on which side.
 *
 * @param index of the leaf
 * @param count of all leaves
 * @param siblings from the leaf upwards
 */
public record MerkleProof(long index, long count, List<Hash256> siblings) {
  public MerkleProof {
    siblings = List.copyOf(siblings);
  }

  /**
   * Whether this proof leads from {@code leaf} to {@code root}; false also when index, count and
   * number of siblings do not fit together.
   */
  public boolean leadsTo(Hash256 leaf, Hash256 root) {
    if (index < 0 || index >= count) {
      return false;
    }
    var hash = new NodeHash();
    Hash256 node = leaf;
    int used = 0;
    long place = index;
    for (long nodes = count; nodes > 1; nodes -= nodes / 2) {
      if ((place ^ 1) < nodes) {
        if (used == siblings.size()) {
          return false;
        }
        Hash256 sibling = siblings.get(used++);
        node = place % 2 == 0 ? hash.of(node, sibling) : hash.of(sibling, node);
      }
      place /= 2;
    }
    return used == siblings.size() && node.equals(root);
  }
}
