package io.timecoin.gateway.ingress.rpc.method;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.ChainHead;

/** Reads the parts of the ledger's head. */
final class ChainHeads {
  private ChainHeads() {}

  static BlockHeader blockHeader(ChainHead head) {
    return header(head.getBlockHeader());
  }

  static BlockHeader header(ByteString canonical) {
    try {
      return BlockHeader.decode(canonical.toByteArray());
    } catch (DecodeException e) {
      throw ReadException.unavailable("the ledger's block header makes no sense");
    }
  }
}
