package io.timecoin.ledger.store.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.rules.UnspentOutput;
import java.util.List;

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

  /**
   * A final transaction.
   *
   * @param path siblings from the wtxid up to the microblock's root
   */
  static TransactionRecord transaction(
      TransactionEntity transaction, MicroblockEntity microblock, List<Hash256> path) {
    var record =
        TransactionRecord.newBuilder()
            .setTxid(bytes(transaction.txid))
            .setWtxid(bytes(transaction.wtxid))
            .setTransaction(bytes(transaction.raw))
            .setSequence(transaction.sequence)
            .setMicroblockDigest(bytes(microblock.digest))
            .setMicroblockTimeMillis(microblock.timeMillis)
            .setPosition(Math.toIntExact(transaction.number - microblock.firstNumber))
            .setTransactionCount(microblock.transactionCount);
    path.forEach(sibling -> record.addMerklePath(bytes(sibling.toByteArray())));
    return record.build();
  }

  /**
   * A change of a balance.
   *
   * @param timeMillis of its microblock
   */
  static AddressRecord entry(AddressEntryEntity entry, long timeMillis) {
    var record =
        AddressRecord.newBuilder()
            .setAddress(entry.address)
            .setEntryNumber(entry.entryNumber)
            .setBalanceAfter(entry.balanceAfter)
            .setTxid(bytes(entry.txid))
            .setOutpointTxid(bytes(entry.outpointTxid))
            .setOutpointIndex(entry.outpointIndex)
            .setSequence(entry.sequence)
            .setMicroblockTimeMillis(timeMillis);
    return entry.credit
        ? record.setCredit(entry.amount).build()
        : record.setDebit(entry.amount).build();
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
