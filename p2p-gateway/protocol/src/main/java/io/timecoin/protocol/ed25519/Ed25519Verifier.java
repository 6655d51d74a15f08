package io.timecoin.protocol.ed25519;

import java.util.Objects;

/**
 * Verifies single Ed25519 signatures by the one acceptance rule of the network, ZIP-215 (PROTOCOL
 * §3.2).
 *
 * <p>A signature R || S of a message M by a public key A is valid exactly if
 *
 * <ul>
 *   <li>S is below L;
 *   <li>A and R decode to points of the curve, y counting modulo p even when it is p or more, and x
 *       = 0 with sign 1 being accepted;
 *   <li>[8]([S]B − R − [k]A) is the neutral element, k being SHA-512(R || A || M) over the bytes as
 *       received.
 * </ul>
 *
 * Other libraries refuse some of these signatures, or accept them depending on whether they verify
 * one or a batch; nodes that differ here would split the network, so no other code may decide.
 *
 * <p>Nothing in here is secret, and running time depends on the input. A verifier allocates next to
 * nothing per call because it keeps its working memory: it is not thread-safe, every worker has its
 * own. The curve arithmetic follows Hisil, Wong, Carter and Dawson, <i>Twisted Edwards Curves
 * Revisited</i> (2008).
 *
 * @see <a href="https://zips.z.cash/zip-0215">ZIP-215</a>
 */
public final class Ed25519Verifier {
  /** Length of an encoded public key A, in bytes. */
  public static final int PUBLIC_KEY_LENGTH = 32;

  /** Length of a signature R || S, in bytes. */
  public static final int SIGNATURE_LENGTH = 64;

  private final PointDecoder decoder = new PointDecoder();
  private final Challenge challenge = new Challenge();
  private final SingleEquation equation = new SingleEquation();
  private final ScalarModL s = new ScalarModL();
  private final ScalarModL k = new ScalarModL();
  private final byte[] encodedPoints = new byte[2 * PointDecoder.ENCODED_LENGTH];
  private final EdwardsPoint pointA = new EdwardsPoint();
  private final EdwardsPoint pointR = new EdwardsPoint();
  private final EdwardsPoint[] points = {pointA, pointR};
  private final boolean[] decoded = new boolean[2];

  /**
   * Whether {@code signature} is a valid signature of {@code message} by {@code publicKey}.
   *
   * @param publicKey the encoded point A; false is the answer if it has not exactly 32 bytes
   * @param signature R || S; false is the answer if it has not exactly 64 bytes
   * @param message what was signed, of any length
   */
  public boolean verify(byte[] publicKey, byte[] signature, byte[] message) {
    return publicKey.length == PUBLIC_KEY_LENGTH
        && signature.length == SIGNATURE_LENGTH
        && verify(publicKey, 0, signature, 0, message, 0, message.length);
  }

  /**
   * As {@link #verify(byte[], byte[], byte[])}, on parts of arrays. The arrays may be one and the
   * same, as for a script_sig = public key || signature (PROTOCOL §3.1), and must not change during
   * the call.
   *
   * @param key holds the 32 bytes of the public key from {@code keyOffset}
   * @param sig holds the 64 bytes of the signature from {@code sigOffset}
   * @param message holds {@code messageLength} bytes of message from {@code messageOffset}
   * @throws IndexOutOfBoundsException if an array does not hold the bytes said to be in it
   */
  public boolean verify(
      byte[] key,
      int keyOffset,
      byte[] sig,
      int sigOffset,
      byte[] message,
      int messageOffset,
      int messageLength) {
    Objects.checkFromIndexSize(keyOffset, PUBLIC_KEY_LENGTH, key.length);
    Objects.checkFromIndexSize(sigOffset, SIGNATURE_LENGTH, sig.length);
    Objects.checkFromIndexSize(messageOffset, messageLength, message.length);
    if (!s.setCanonical(sig, sigOffset + PointDecoder.ENCODED_LENGTH)
        || !decodePoints(key, keyOffset, sig, sigOffset)) {
      return false;
    }
    challenge.compute(key, keyOffset, sig, sigOffset, message, messageOffset, messageLength, k);
    return equation.isSatisfied(s, k, pointA, pointR);
  }

  private boolean decodePoints(byte[] key, int keyOffset, byte[] sig, int sigOffset) {
    int length = PointDecoder.ENCODED_LENGTH;
    System.arraycopy(key, keyOffset, encodedPoints, 0, length);
    System.arraycopy(sig, sigOffset, encodedPoints, length, length);
    decoder.decode(encodedPoints, points.length, points, decoded);
    return decoded[0] && decoded[1];
  }
}
