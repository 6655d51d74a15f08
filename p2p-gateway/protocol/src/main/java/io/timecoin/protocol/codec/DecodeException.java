package io.timecoin.protocol.codec;

/**
 * The one error of decoding: the bytes are not the canonical encoding of the wanted type (PROTOCOL
 * §2.1). It is checked, because whatever comes from outside may be malformed and a caller must say
 * what happens then.
 */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    super(message);
  }
}
