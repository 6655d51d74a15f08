package io.timecoin.protocol.merkle;

import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree that grows to the right while its leaf 0 is not known yet: the txids of a block
 * whose coinbase only the seal will fix (PROTOCOL §7.2). Takes a logarithm of the leaves in memory.
 *
 * <p>The leaves form complete subtrees, largest first, one per one-bit of their number. The first
 * of them holds leaf 0; of it {@code spine} keeps the siblings on the way up from leaf 0, lowest
 * first (sizes 1, 2, 4, …). {@code peaks} are the roots of the others. The root joins them from
 * right to left, which is what moving an odd last node up comes to. Immutable.
 */
public final class MerkleFrontier {
  private static final MerkleFrontier EMPTY = new MerkleFrontier(1, List.of(), List.of());

  private final long leafCount;
  private final List<Hash256> spine;
  private final List<Hash256> peaks;

  private MerkleFrontier(long leafCount, List<Hash256> spine, List<Hash256> peaks) {
    this.leafCount = leafCount;
    this.spine = spine;
    this.peaks = peaks;
  }

  /** Only the open leaf 0. */
  public static MerkleFrontier empty() {
    return EMPTY;
  }

  /**
   * The frontier of these parts.
   *
   * @throws IllegalArgumentException if there is no leaf or the lists do not have the shape that
   *     {@code leafCount} asks for
   */
  public static MerkleFrontier of(long leafCount, List<Hash256> spine, List<Hash256> peaks) {
    if (leafCount < 1) {
      throw new IllegalArgumentException("a frontier has at least leaf 0");
    }
    int spineSize = Long.SIZE - 1 - Long.numberOfLeadingZeros(leafCount);
    int peakCount = Long.bitCount(leafCount) - 1;
    if (spine.size() != spineSize || peaks.size() != peakCount) {
      throw new IllegalArgumentException(
          "%d leaves have a spine of %d and %d peaks, not %d and %d"
              .formatted(leafCount, spineSize, peakCount, spine.size(), peaks.size()));
    }
    return new MerkleFrontier(leafCount, List.copyOf(spine), List.copyOf(peaks));
  }

  public MerkleFrontier append(Hash256 leaf) {
    return appendAll(List.of(leaf));
  }

  /** This tree with more leaves at its right. */
  public MerkleFrontier appendAll(List<Hash256> leaves) {
    var hash = new NodeHash();
    var newSpine = new ArrayList<>(spine);
    var newPeaks = new ArrayList<>(peaks);
    long count = leafCount;
    for (Hash256 leaf : leaves) {
      append(leaf, count, newSpine, newPeaks, hash);
      count = Math.incrementExact(count);
    }
    return new MerkleFrontier(count, List.copyOf(newSpine), List.copyOf(newPeaks));
  }

  /** The root of the tree once leaf 0 is known. */
  public Hash256 root(Hash256 leaf0) {
    var hash = new NodeHash();
    Hash256 first = leaf0;
    for (Hash256 sibling : spine) {
      first = hash.of(first, sibling);
    }
    if (peaks.isEmpty()) {
      return first;
    }
    Hash256 right = peaks.getLast();
    for (Hash256 peak : peaks.reversed().subList(1, peaks.size())) {
      right = hash.of(peak, right);
    }
    return hash.of(first, right);
  }

  /** Leaves, the open one included. */
  public long leafCount() {
    return leafCount;
  }

  public List<Hash256> spine() {
    return spine;
  }

  public List<Hash256> peaks() {
    return peaks;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleFrontier that
        && leafCount == that.leafCount
        && spine.equals(that.spine)
        && peaks.equals(that.peaks);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(leafCount) + spine.hashCode()) + peaks.hashCode();
  }

  @Override
  public String toString() {
    return "MerkleFrontier[leafCount=" + leafCount + ", spine=" + spine + ", peaks=" + peaks + "]";
  }

  /** Joins equal subtrees as a binary counter carries; the one with leaf 0 stays open. */
  private static void append(
      Hash256 leaf, long count, List<Hash256> spine, List<Hash256> peaks, NodeHash hash) {
    Hash256 node = leaf;
    for (long carry = count; carry % 2 == 1; carry /= 2) {
      if (peaks.isEmpty()) {
        spine.add(node);
        return;
      }
      node = hash.of(peaks.removeLast(), node);
    }
    peaks.add(node);
  }
}
