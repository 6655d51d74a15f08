package io.timecoin.protocol.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 by the JDK, which uses the processor's instructions. Not thread-safe. */
public final class Sha256 {
  private final MessageDigest digest = newDigest();

  public static Hash256 hash(byte[] bytes) {
    return new Sha256().update(bytes).finish();
  }

  public Sha256 update(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  public Sha256 update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    return this;
  }

  public Sha256 update(byte value) {
    digest.update(value);
    return this;
  }

  public Sha256 update(Hash256 hash) {
    digest.update(hash.toByteArray());
    return this;
  }

  /** The ASCII bytes of a domain tag such as {@code TIMECOIN-TX-1}. */
  public Sha256 tag(String tag) {
    digest.update(tag.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** The hash of all that was given since the last call; ready for the next message then. */
  public Hash256 finish() {
    return Hash256.of(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
