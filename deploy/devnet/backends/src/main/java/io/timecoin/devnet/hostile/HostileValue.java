package io.timecoin.devnet.hostile;

import java.util.Arrays;

/**
 * A record's value as nobody should write it.
 *
 * @param what it is, for messages
 * @param fate what must become of it
 * @param bytes null for a record without value; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record HostileValue(String what, Fate fate, byte[] bytes) {

  /** What a reader must do with a value. */
  public enum Fate {
    /** It is no message of the topic: the reader puts it aside. */
    UNREADABLE,
    /** It is a message, perhaps a senseless one: put aside or taken, but nothing breaks. */
    NONSENSE,
    /** It is the valid message with what an older reader does not know: taken as such. */
    HARMLESS
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostileValue(String otherWhat, Fate otherFate, byte[] otherBytes)
        && what.equals(otherWhat)
        && fate == otherFate
        && Arrays.equals(bytes, otherBytes);
  }

  @Override
  public int hashCode() {
    return what.hashCode();
  }

  @Override
  public String toString() {
    return what + (bytes == null ? "" : ", " + bytes.length + " bytes");
  }
}
