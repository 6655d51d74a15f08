package io.timecoin.consensus.ingress;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** Fixed-size fields of records. */
final class Fields {
  private Fields() {}

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

  static PublicKey key(ByteString bytes) throws DecodeException {
    if (bytes.size() != PublicKey.SIZE) {
      throw new DecodeException("a key has " + bytes.size() + " bytes");
    }
    return PublicKey.of(bytes.toByteArray());
  }
}
