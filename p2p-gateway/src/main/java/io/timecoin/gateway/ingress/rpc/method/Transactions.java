package io.timecoin.gateway.ingress.rpc.method;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HexFormat;

/** Transactions as other services answer them. */
final class Transactions {
  private Transactions() {}

  static Transaction decode(ByteString canonical) {
    try {
      return Transaction.decode(canonical.toByteArray());
    } catch (DecodeException e) {
      throw ReadException.unavailable("a transaction of the answer does not decode");
    }
  }

  /** Bytes that a caller wrote in hex. */
  static byte[] raw(RpcParams params) {
    return raw(params.text("hexstring"));
  }

  /** The bytes that a text is in hex. */
  static byte[] raw(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new RpcException(RpcError.DESERIALIZATION_ERROR, "TX decode failed: not hex");
    }
  }
}
