package io.timecoin.protocol.ed25519;

import java.util.BitSet;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Collects up to {@value #CAPACITY} signatures and verifies them together, by the same rule and
 * with the same verdicts as {@link Ed25519Verifier}, but several times faster (PROTOCOL §3.2).
 *
 * <p>A batch is judged by one equation with secret random factors. An invalid signature slips
 * through with a probability of 2^−127 at most, whatever it was made for; the factors must
 * therefore be unpredictable, and are drawn anew for every equation. A batch that is refused is
 * halved until the culprit is found, and when both halves are refused their signatures are judged
 * one by one: however many are bad, it never takes more than three times a good batch's time beyond
 * that of judging all one by one.
 *
 * <p>{@link BatchVerification} makes batches and knows how they are computed.
 *
 * <p>A batch keeps its working memory and allocates next to nothing per signature: it is not
 * thread-safe, every worker has its own.
 */
public final class SignatureBatch {
  /** The most signatures in a batch. */
  public static final int CAPACITY = 256;

  private final BatchEntries entries = new BatchEntries(CAPACITY);
  private final Supplier<BatchEngine> engines;
  private final CulpritSearch search = new CulpritSearch(CAPACITY);

  /** An empty batch that asks before every verification by which engine. */
  SignatureBatch(Supplier<BatchEngine> engines) {
    this.engines = engines;
  }

  /** How many signatures have been added. */
  public int size() {
    return entries.size();
  }

  /** Whether {@link #CAPACITY} signatures have been added. */
  public boolean isFull() {
    return entries.size() == CAPACITY;
  }

  /**
   * Adds a signature. What is needed of the arrays is copied; they may change after the call.
   *
   * @param key holds the 32 bytes of the public key from {@code keyOffset}
   * @param sig holds the 64 bytes of the signature from {@code sigOffset}
   * @param message holds {@code messageLength} bytes of message from {@code messageOffset}
   * @return the number of the signature in this batch, from 0 in order of adding
   * @throws IndexOutOfBoundsException if an array does not hold the bytes said to be in it
   * @throws IllegalStateException if the batch is full
   */
  public int add(
      byte[] key,
      int keyOffset,
      byte[] sig,
      int sigOffset,
      byte[] message,
      int messageOffset,
      int messageLength) {
    Objects.checkFromIndexSize(keyOffset, Ed25519Verifier.PUBLIC_KEY_LENGTH, key.length);
    Objects.checkFromIndexSize(sigOffset, Ed25519Verifier.SIGNATURE_LENGTH, sig.length);
    Objects.checkFromIndexSize(messageOffset, messageLength, message.length);
    if (isFull()) {
      throw new IllegalStateException("the batch holds " + CAPACITY + " signatures already");
    }
    entries.add(key, keyOffset, sig, sigOffset, message, messageOffset, messageLength);
    return entries.size() - 1;
  }

  /** Takes all signatures out without a verdict. */
  public void clear() {
    entries.clear();
  }

  /**
   * Verifies all signatures and empties the batch, also when it throws.
   *
   * @return the numbers of those that are invalid; none if the batch was empty
   */
  public BitSet verify() {
    try {
      BitSet bad = new BitSet();
      BatchEngine engine = engines.get();
      engine.decode(entries, bad);
      search.findCulprits(engine, entries, bad);
      return bad;
    } finally {
      clear();
    }
  }
}
