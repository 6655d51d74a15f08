package io.timecoin.protocol.address;

/** What can be wrong with the text of an address, in the order it is judged (PROTOCOL §2.6). */
public enum AddressError {
  /** Does not begin with "TIME". */
  PREFIX,
  /** The digit after the prefix is missing or is not this network's. */
  NETWORK,
  /** A character outside Bitcoin's Base58 alphabet, or more than 40 characters. */
  ALPHABET,
  /** The Base58 part does not decode to 24 bytes. */
  LENGTH,
  /** The last four bytes are not the checksum of the first twenty. */
  CHECKSUM
}
