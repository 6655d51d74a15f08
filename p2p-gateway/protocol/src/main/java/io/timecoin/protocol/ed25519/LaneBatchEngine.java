package io.timecoin.protocol.ed25519;

import static io.timecoin.protocol.ed25519.vector.FieldLanes.LANES;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Eight lanes at a time, by the Vector API. One object per thread. To be loaded only where {@link
 * VectorSupport} finds the means.
 */
final class LaneBatchEngine implements BatchEngine {
  /**
   * One round of lanes. More take two rounds at least, which already for nine take longer than an
   * equation (docs/signatures.md).
   */
  private static final int MOST_SINGLES = LANES;

  private final LaneDecoder decoder = new LaneDecoder();
  private final double[] keys;
  private final double[] nonces;
  private final boolean[] decodedKeys;
  private final boolean[] decodedNonces;
  private final BatchEquationTerms terms;
  private final LaneSum laneSum = new LaneSum();
  private final LaneEquation singles = new LaneEquation();
  private final double[] keyLanes = new double[PointLanes.POINT];
  private final double[] nonceLanes = new double[PointLanes.POINT];
  private final ScalarModL zero = new ScalarModL();
  private final EdwardsPoint sum = new EdwardsPoint();
  private final CofactorCheck cofactorCheck = new CofactorCheck();

  /**
   * For batches of at most {@code capacity} signatures.
   *
   * @param random unpredictable for whoever makes signatures
   */
  LaneBatchEngine(int capacity, RandomGenerator random) {
    int groups = (capacity + LANES - 1) / LANES;
    keys = new double[groups * PointLanes.POINT];
    nonces = new double[groups * PointLanes.POINT];
    decodedKeys = new boolean[capacity];
    decodedNonces = new boolean[capacity];
    terms = new BatchEquationTerms(capacity, random);
  }

  @Override
  public void decode(BatchEntries entries, BitSet bad) {
    decode(entries.encodedKeys(), entries.keyCount(), keys, decodedKeys);
    decode(entries.encodedNonces(), entries.size(), nonces, decodedNonces);
    for (int i = 0; i < entries.size(); i++) {
      if (!decodedNonces[i] || !decodedKeys[entries.key(i)]) {
        bad.set(i);
      }
    }
  }

  private void decode(byte[] encoded, int count, double[] p, boolean[] decoded) {
    for (int i = 0; i < count; i += LANES) {
      decoder.decode(
          encoded,
          i * PointDecoder.ENCODED_LENGTH,
          Math.min(LANES, count - i),
          p,
          (i / LANES) * PointLanes.POINT,
          decoded,
          i);
    }
  }

  @Override
  public boolean isEquationSatisfied(BatchEntries entries, int[] members, int from, int to) {
    terms.draw(entries, members, from, to);
    laneSum.clear();
    laneSum.addBase(terms.baseScalar());
    for (int i = 0; i < terms.keyCount(); i += LANES) {
      addKeys(i, Math.min(LANES, terms.keyCount() - i));
    }
    for (int i = from; i < to; i += LANES) {
      addNonces(members, i, Math.min(LANES, to - i), i - from);
    }
    laneSum.finish(sum);
    return cofactorCheck.isSmallOrder(sum);
  }

  private void addKeys(int first, int count) {
    for (int lane = 0; lane < count; lane++) {
      copy(keys, terms.key(first + lane), keyLanes, lane);
    }
    laneSum.setPoints(keyLanes, 0);
    for (int lane = 0; lane < count; lane++) {
      laneSum.addScalar(terms.keyScalar(first + lane), lane);
    }
  }

  private void addNonces(int[] members, int first, int count, int firstTerm) {
    for (int lane = 0; lane < count; lane++) {
      copy(nonces, members[first + lane], nonceLanes, lane);
    }
    laneSum.setPoints(nonceLanes, 0);
    for (int lane = 0; lane < count; lane += 2) {
      ScalarModL second = lane + 1 < count ? terms.nonceScalar(firstTerm + lane + 1) : zero;
      laneSum.addFactors(terms.nonceScalar(firstTerm + lane), second, lane);
    }
  }

  @Override
  public void checkSingly(BatchEntries entries, int[] members, int from, int to, BitSet bad) {
    for (int i = from; i < to; i += LANES) {
      checkLanes(entries, members, i, Math.min(LANES, to - i), bad);
    }
  }

  private void checkLanes(BatchEntries entries, int[] members, int first, int count, BitSet bad) {
    for (int lane = 0; lane < count; lane++) {
      int entry = members[first + lane];
      copy(keys, entries.key(entry), keyLanes, lane);
      copy(nonces, entry, nonceLanes, lane);
      singles.setScalars(lane, entries.s(entry), entries.k(entry));
    }
    singles.compute(nonceLanes, 0, keyLanes, 0);
    for (int lane = 0; lane < count; lane++) {
      if (!singles.isSatisfied(lane)) {
        bad.set(members[first + lane]);
      }
    }
  }

  @Override
  public int mostSingles() {
    return MOST_SINGLES;
  }

  private static void copy(double[] from, int index, double[] to, int lane) {
    PointLanes.copyLane(from, (index / LANES) * PointLanes.POINT, index % LANES, to, 0, lane);
  }
}
