package io.timecoin.protocol.codec;

/** A value with exactly one encoding (PROTOCOL §2.1). */
public interface Canonical {

  /** Appends the canonical encoding of this value. */
  void writeTo(CanonicalWriter writer);

  /** The canonical encoding, in a fresh array. */
  default byte[] encode() {
    var writer = new CanonicalWriter();
    writeTo(writer);
    return writer.toByteArray();
  }
}
