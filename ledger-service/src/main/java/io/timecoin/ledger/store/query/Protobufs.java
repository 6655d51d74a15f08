package io.timecoin.ledger.store.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.rules.UnspentOutput;

/** Rows as messages. The arrays are the messages' from then on. */
public final class Protobufs {
  private Protobufs() {}

  static ByteString bytes(byte[] bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  static BlockRecord block(BlockEntity block) {
    return BlockRecord.newBuilder()
        .setHeight(block.height)
        .setBlockHash(bytes(block.hash))
        .setHeader(bytes(block.header))
        .setCoinbase(bytes(block.coinbase))
        .setFirstSequence(block.firstSequence)
        .setLastSequence(block.lastSequence)
        .setTransactionCount(block.transactionCount)
        .setFees(block.fees)
        .build();
  }

  static Utxo utxo(UtxoEntity utxo) {
    return Utxo.newBuilder()
        .setTxid(bytes(utxo.txid))
        .setIndex(utxo.outputIndex)
        .setValue(utxo.value)
        .setScript(bytes(utxo.script))
        .setSequence(utxo.sequence)
        .setCoinbase(utxo.coinbase)
        .build();
  }

  /** An output as the internal reads show it. */
  public static Utxo utxo(UnspentOutput output) {
    return Utxo.newBuilder()
        .setTxid(bytes(output.outpoint().txid().toByteArray()))
        .setIndex(output.outpoint().index())
        .setValue(output.output().value())
        .setScript(bytes(output.output().script().toByteArray()))
        .setSequence(output.sequence())
        .setCoinbase(output.coinbase())
        .build();
  }
}
