package io.timecoin.devnet.events;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;

/** Compares the fields of events. */
final class Fields {
  private Fields() {}

  static boolean is(ByteString field, Hash256 hash) {
    return is(field, hash.toByteArray());
  }

  static boolean is(ByteString field, byte[] bytes) {
    return field.equals(ByteString.copyFrom(bytes));
  }

  /** The hash of a field; zero where it is none, which no event's is. */
  static Hash256 hash(ByteString field) {
    return field.size() == Hash256.SIZE ? Hash256.of(field.toByteArray()) : Hash256.ZERO;
  }
}
