package io.timecoin.protocol.rules;

/** What a transaction pays to the masternodes: its inputs less its outputs, in satoshi. */
public record Fee(long satoshi) {
  public Fee {
    if (satoshi < 0) {
      throw new IllegalArgumentException("a fee is not negative: " + satoshi);
    }
  }
}
