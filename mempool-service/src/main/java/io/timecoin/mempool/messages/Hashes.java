package io.timecoin.mempool.messages;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import java.util.Optional;

/** Hashes as fields of messages. */
public final class Hashes {
  private Hashes() {}

  public static ByteString toProto(Hash256 hash) {
    return UnsafeByteOperations.unsafeWrap(hash.toByteArray());
  }

  /**
   * A hash that must be there.
   *
   * @throws DecodeException unless there are 32 bytes
   */
  public static Hash256 fromProto(ByteString bytes) throws DecodeException {
    if (bytes.size() != Hash256.SIZE) {
      throw new DecodeException("a hash has 32 bytes, not " + bytes.size());
    }
    return Hash256.of(bytes.toByteArray());
  }

  /**
   * A hash that may be absent.
   *
   * @throws DecodeException unless there are 32 bytes or none
   */
  public static Optional<Hash256> optional(ByteString bytes) throws DecodeException {
    return bytes.isEmpty() ? Optional.empty() : Optional.of(fromProto(bytes));
  }
}
