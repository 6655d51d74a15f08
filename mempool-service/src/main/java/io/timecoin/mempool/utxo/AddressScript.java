package io.timecoin.mempool.utxo;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.transaction.ByteString;
import java.util.Arrays;
import java.util.Optional;

/**
 * A script in the form of an address's text (PROTOCOL §2.6) in 211 bits: "TIME", a digit 0 or 1,
 * then up to 35 letters and digits of six bits each. Whether it is an address does not matter here:
 * whatever has the form comes out as it went in.
 *
 * @param first ten characters in 60 bits, the first one lowest; 0 where there is none
 * @param second ten more
 * @param third ten more
 * @param fourth the last five, in 30 bits
 * @param mainnet whether the digit is 1
 */
record AddressScript(long first, long second, long third, int fourth, boolean mainnet) {
  private static final byte[] PREFIX = {'T', 'I', 'M', 'E'};
  private static final int HEAD = PREFIX.length + 1;
  private static final int TAIL = Address.MAX_TEXT_LENGTH - HEAD;
  private static final int BITS = 6;
  private static final int PER_WORD = 10;
  private static final long MASK = (1 << BITS) - 1;

  /** The character of code 1 first; 0 means that there is none. */
  private static final String CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final byte[] CODES = codes();

  /** The script in this form; empty if it has another one. */
  static Optional<AddressScript> of(ByteString script) {
    byte[] text = script.toByteArray();
    if (text.length < HEAD
        || text.length > Address.MAX_TEXT_LENGTH
        || !Arrays.equals(text, 0, PREFIX.length, PREFIX, 0, PREFIX.length)
        || (text[PREFIX.length] != '0' && text[PREFIX.length] != '1')) {
      return Optional.empty();
    }
    for (int i = HEAD; i < text.length; i++) {
      if (text[i] < 0 || CODES[text[i]] == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new AddressScript(
            word(text, 0),
            word(text, 1),
            word(text, 2),
            (int) word(text, 3),
            text[PREFIX.length] == '1'));
  }

  /** The script as it was. */
  ByteString script() {
    byte[] text = new byte[Address.MAX_TEXT_LENGTH];
    System.arraycopy(PREFIX, 0, text, 0, PREFIX.length);
    text[PREFIX.length] = (byte) (mainnet ? '1' : '0');
    int length = HEAD;
    for (int i = 0; i < TAIL && code(i) != 0; i++) {
      text[length++] = (byte) CHARACTERS.charAt(code(i) - 1);
    }
    return ByteString.of(Arrays.copyOf(text, length));
  }

  private int code(int character) {
    long word =
        switch (character / PER_WORD) {
          case 0 -> first;
          case 1 -> second;
          case 2 -> third;
          default -> fourth;
        };
    return (int) (word >>> (character % PER_WORD * BITS) & MASK);
  }

  private static long word(byte[] text, int number) {
    long word = 0;
    int from = HEAD + number * PER_WORD;
    for (int i = Math.min(text.length, from + PER_WORD) - 1; i >= from; i--) {
      word = word << BITS | CODES[text[i]];
    }
    return word;
  }

  private static byte[] codes() {
    byte[] codes = new byte[Byte.MAX_VALUE + 1];
    for (int i = 0; i < CHARACTERS.length(); i++) {
      codes[CHARACTERS.charAt(i)] = (byte) (i + 1);
    }
    return codes;
  }
}
