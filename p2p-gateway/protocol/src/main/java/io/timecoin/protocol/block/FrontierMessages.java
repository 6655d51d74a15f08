package io.timecoin.protocol.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleFrontier;
import java.util.ArrayList;
import java.util.List;

/** A Merkle frontier and its hashes as the internal messages carry them. */
final class FrontierMessages {

  private FrontierMessages() {}

  static MerkleFrontier fromProto(io.timecoin.protocol.proto.internal.v1.MerkleFrontier message)
      throws DecodeException {
    List<Hash256> spine = hashes(message.getSpineList());
    List<Hash256> peaks = hashes(message.getPeaksList());
    try {
      return MerkleFrontier.of(message.getLeafCount(), spine, peaks);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("no Merkle frontier has this shape: " + e.getMessage());
    }
  }

  static io.timecoin.protocol.proto.internal.v1.MerkleFrontier toProto(MerkleFrontier frontier) {
    return io.timecoin.protocol.proto.internal.v1.MerkleFrontier.newBuilder()
        .setLeafCount(frontier.leafCount())
        .addAllSpine(frontier.spine().stream().map(FrontierMessages::bytes).toList())
        .addAllPeaks(frontier.peaks().stream().map(FrontierMessages::bytes).toList())
        .build();
  }

  static Hash256 hash(ByteString bytes) throws DecodeException {
    if (bytes.size() != Hash256.SIZE) {
      throw new DecodeException("a hash has 32 bytes, not " + bytes.size());
    }
    return Hash256.of(bytes.toByteArray());
  }

  static ByteString bytes(Hash256 hash) {
    return UnsafeByteOperations.unsafeWrap(hash.toByteArray());
  }

  private static List<Hash256> hashes(List<ByteString> messages) throws DecodeException {
    var hashes = new ArrayList<Hash256>(messages.size());
    for (ByteString message : messages) {
      hashes.add(hash(message));
    }
    return hashes;
  }
}
