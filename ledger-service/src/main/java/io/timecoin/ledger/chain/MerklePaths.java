package io.timecoin.ledger.chain;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle paths of all leaves of one tree (PROTOCOL §2.4), each node hashed once: proof by proof
 * a full microblock would cost its size squared.
 */
public final class MerklePaths {
  private static final byte NODE = 0x01;

  private final List<List<Hash256>> levels = new ArrayList<>();

  public MerklePaths(List<Hash256> leaves) {
    var sha = new Sha256();
    List<Hash256> level = List.copyOf(leaves);
    while (level.size() > 1) {
      levels.add(level);
      level = above(level, sha);
    }
  }

  /** Siblings from the leaf up; a node that moves up alone has none. */
  public List<Hash256> siblings(int index) {
    var siblings = new ArrayList<Hash256>(levels.size());
    int position = index;
    for (List<Hash256> level : levels) {
      int sibling = position ^ 1;
      if (sibling < level.size()) {
        siblings.add(level.get(sibling));
      }
      position /= 2;
    }
    return siblings;
  }

  private static List<Hash256> above(List<Hash256> level, Sha256 sha) {
    var above = new ArrayList<Hash256>((level.size() + 1) / 2);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      above.add(sha.update(NODE).update(level.get(i)).update(level.get(i + 1)).finish());
    }
    if (level.size() % 2 == 1) {
      above.add(level.getLast());
    }
    return above;
  }
}
