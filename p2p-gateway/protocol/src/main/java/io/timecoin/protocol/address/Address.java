package io.timecoin.protocol.address;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.network.Network;
import java.util.Arrays;

/**
 * Names the owner of a public key: the first 20 bytes of the key's SHA-256 and the network's digit
 * (PROTOCOL §2.6). Two addresses are equal exactly if their texts are; so an address of testnet is
 * also one of devnet.
 */
public final class Address {
  /** Bytes of the key's hash that an address holds. */
  public static final int PAYLOAD_SIZE = 20;

  /** Longer texts are refused before they are decoded. */
  public static final int MAX_TEXT_LENGTH = 40;

  private static final String PREFIX = "TIME";
  private static final int CHECKSUM_SIZE = Base58.PAYLOAD_SIZE - PAYLOAD_SIZE;

  private final char digit;
  private final byte[] payload;

  private Address(char digit, byte[] payload) {
    this.digit = digit;
    this.payload = payload;
  }

  /** The address of a key on a network. */
  public static Address of(Network network, PublicKey key) {
    byte[] hash = Sha256.hash(key.toByteArray()).toByteArray();
    return new Address(network.addressDigit(), Arrays.copyOf(hash, PAYLOAD_SIZE));
  }

  /**
   * Parses the text of an address of this network. Every address has one text only: what parses
   * prints as it came.
   *
   * @throws AddressException naming the first of the five defects of PROTOCOL §2.6
   */
  public static Address parse(String text, Network network) throws AddressException {
    if (!text.startsWith(PREFIX)) {
      throw new AddressException(AddressError.PREFIX, "an address begins with " + PREFIX);
    }
    int start = PREFIX.length() + 1;
    if (text.length() < start || text.charAt(start - 1) != network.addressDigit()) {
      throw new AddressException(
          AddressError.NETWORK,
          "an address of " + network.label() + " begins with " + PREFIX + network.addressDigit());
    }
    if (text.length() > MAX_TEXT_LENGTH) {
      throw new AddressException(
          AddressError.ALPHABET, "an address has at most " + MAX_TEXT_LENGTH + " characters");
    }
    for (int i = start; i < text.length(); i++) {
      if (!Base58.isDigit(text.charAt(i))) {
        throw new AddressException(
            AddressError.ALPHABET, "character " + (i + 1) + " is not in the Base58 alphabet");
      }
    }
    byte[] decoded = Base58.decode(text.substring(start));
    if (decoded.length != Base58.PAYLOAD_SIZE) {
      throw new AddressException(
          AddressError.LENGTH,
          "an address holds " + Base58.PAYLOAD_SIZE + " bytes, not " + decoded.length);
    }
    byte[] payload = Arrays.copyOf(decoded, PAYLOAD_SIZE);
    if (!Arrays.equals(
        checksum(payload), 0, CHECKSUM_SIZE, decoded, PAYLOAD_SIZE, Base58.PAYLOAD_SIZE)) {
      throw new AddressException(AddressError.CHECKSUM, "the checksum is wrong");
    }
    return new Address(network.addressDigit(), payload);
  }

  /** Whether this is the address of that key, on any network. */
  public boolean isOf(PublicKey key) {
    byte[] hash = Sha256.hash(key.toByteArray()).toByteArray();
    return Arrays.equals(payload, 0, PAYLOAD_SIZE, hash, 0, PAYLOAD_SIZE);
  }

  /** The 20 bytes of the key's hash; a copy. */
  public byte[] payload() {
    return payload.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that
        && digit == that.digit
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(payload);
  }

  /** The text of the address. */
  @Override
  public String toString() {
    byte[] checked = Arrays.copyOf(payload, Base58.PAYLOAD_SIZE);
    System.arraycopy(checksum(payload), 0, checked, PAYLOAD_SIZE, CHECKSUM_SIZE);
    return PREFIX + digit + Base58.encode(checked);
  }

  /** At least {@link #CHECKSUM_SIZE} bytes, of which the first ones count. */
  private static byte[] checksum(byte[] payload) {
    Hash256 once = Sha256.hash(payload);
    return Sha256.hash(once.toByteArray()).toByteArray();
  }
}
