package io.timecoin.gateway.ingress.rpc.method;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;

/** UTXOs as other services answer them. */
final class Utxos {
  private Utxos() {}

  static Output output(Utxo utxo) {
    return new Output(
        utxo.getValue(),
        io.timecoin.protocol.transaction.ByteString.of(utxo.getScript().toByteArray()));
  }

  static OutPoint outpoint(Utxo utxo) {
    return new OutPoint(Hash256.of(utxo.getTxid().toByteArray()), utxo.getIndex());
  }
}
