package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;

/** Hashes as messages carry them. */
final class Hashes {
  private Hashes() {}

  static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }

  static Hash256 hash(ByteString bytes) throws DecodeException {
    if (bytes.size() != Hash256.SIZE) {
      throw new DecodeException("a hash has " + bytes.size() + " bytes");
    }
    return Hash256.of(bytes.toByteArray());
  }

  static List<Hash256> hashes(List<ByteString> all) throws DecodeException {
    var hashes = new ArrayList<Hash256>(all.size());
    for (ByteString bytes : all) {
      hashes.add(hash(bytes));
    }
    return hashes;
  }
}
