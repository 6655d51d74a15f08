package io.timecoin.protocol.ed25519;

/**
 * The equation of a single signature, [8]([S]B − R − [k]A) = 0 (PROTOCOL §3.2). Keeps its
 * intermediate values: one object per thread.
 */
final class SingleEquation {
  private final DoubleScalarProduct product = new DoubleScalarProduct();
  private final EdwardsPoint sum = new EdwardsPoint();
  private final CachedPoint cachedR = new CachedPoint();
  private final CompletedPoint completed = new CompletedPoint();
  private final CofactorCheck cofactorCheck = new CofactorCheck();

  /**
   * Whether it holds. Multiplying by 8 last removes what k, reduced modulo L, left wrong in a
   * small-order part of A.
   *
   * @param pointA any point of the curve, with valid T
   * @param pointR any point of the curve, with valid T
   */
  boolean isSatisfied(ScalarModL s, ScalarModL k, EdwardsPoint pointA, EdwardsPoint pointR) {
    product.compute(s, k, pointA, sum);
    cachedR.set(pointR);
    completed.setDifference(sum, cachedR);
    completed.toProjective(sum);
    return cofactorCheck.isSmallOrder(sum);
  }
}
