package io.timecoin.protocol.ed25519;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/** Plain Java on one signature at a time: works on every processor. One object per thread. */
final class ScalarBatchEngine implements BatchEngine {
  /** Three already take longer one by one than by an equation. */
  private static final int MOST_SINGLES = 2;

  private final PointDecoder decoder = new PointDecoder();
  private final EdwardsPoint[] keys;
  private final EdwardsPoint[] nonces;
  private final boolean[] decodedKeys;
  private final boolean[] decodedNonces;
  private final BatchEquationTerms terms;
  private final LinearCombination combination;
  private final LinearCombinationSum summation;
  private final SingleEquation single = new SingleEquation();
  private final EdwardsPoint sum = new EdwardsPoint();
  private final CofactorCheck cofactorCheck = new CofactorCheck();

  /**
   * For batches of at most {@code capacity} signatures.
   *
   * @param random unpredictable for whoever makes signatures
   */
  ScalarBatchEngine(int capacity, RandomGenerator random) {
    keys = new EdwardsPoint[capacity];
    nonces = new EdwardsPoint[capacity];
    decodedKeys = new boolean[capacity];
    decodedNonces = new boolean[capacity];
    terms = new BatchEquationTerms(capacity, random);
    combination = new LinearCombination((2 * capacity) + 1);
    summation = new LinearCombinationSum((2 * capacity) + 1);
    for (int i = 0; i < capacity; i++) {
      keys[i] = new EdwardsPoint();
      nonces[i] = new EdwardsPoint();
    }
  }

  @Override
  public void decode(BatchEntries entries, BitSet bad) {
    decoder.decode(entries.encodedKeys(), entries.keyCount(), keys, decodedKeys);
    decoder.decode(entries.encodedNonces(), entries.size(), nonces, decodedNonces);
    for (int i = 0; i < entries.size(); i++) {
      if (!decodedNonces[i] || !decodedKeys[entries.key(i)]) {
        bad.set(i);
      }
    }
  }

  @Override
  public boolean isEquationSatisfied(BatchEntries entries, int[] members, int from, int to) {
    terms.draw(entries, members, from, to);
    combination.clear();
    combination.add(BasePointTable.basePoint()).set(terms.baseScalar());
    for (int i = 0; i < terms.keyCount(); i++) {
      combination.add(keys[terms.key(i)]).set(terms.keyScalar(i));
    }
    for (int i = from; i < to; i++) {
      combination.add(nonces[members[i]]).set(terms.nonceScalar(i - from));
    }
    summation.compute(combination, terms.scalarBits(), sum);
    return cofactorCheck.isSmallOrder(sum);
  }

  @Override
  public void checkSingly(BatchEntries entries, int[] members, int from, int to, BitSet bad) {
    for (int i = from; i < to; i++) {
      int entry = members[i];
      if (!single.isSatisfied(
          entries.s(entry), entries.k(entry), keys[entries.key(entry)], nonces[entry])) {
        bad.set(entry);
      }
    }
  }

  @Override
  public int mostSingles() {
    return MOST_SINGLES;
  }
}
