package io.timecoin.protocol.block;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleFrontier;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * What the next seal covers so far, before its coinbase (PROTOCOL §7.2, §7.4).
 *
 * @param firstSequence the first microblock since the last seal
 * @param fees satoshi, summed over the transactions since the last seal
 * @param txids of these transactions in final order; leaf 0 is left open for the coinbase
 * @param stateCommitment over the UTXO set after the last block's coinbase
 */
public record SealInputs(
    long firstSequence, long fees, MerkleFrontier txids, Hash256 stateCommitment) {

  /**
   * Nothing covered yet.
   *
   * @param lastSealed sequence of the last sealing microblock, 0 after genesis
   * @param stateCommitment over the UTXO set with that block's coinbase
   */
  public static SealInputs after(long lastSealed, Hash256 stateCommitment) {
    return new SealInputs(lastSealed + 1, 0, MerkleFrontier.empty(), stateCommitment);
  }

  /**
   * These inputs with one more microblock.
   *
   * @param fees its sum in satoshi
   * @throws ArithmeticException if the fees are above 2^63-1, which no valid chain reaches
   */
  public SealInputs plus(List<Transaction> transactions, long fees) {
    return new SealInputs(
        firstSequence,
        Math.addExact(this.fees, fees),
        txids.appendAll(transactions.stream().map(Transaction::txid).toList()),
        stateCommitment);
  }

  /**
   * Decodes the internal message.
   *
   * @throws DecodeException if a hash is not 32 bytes or the frontier has no possible shape
   */
  public static SealInputs fromProto(io.timecoin.protocol.proto.internal.v1.SealInputs message)
      throws DecodeException {
    return new SealInputs(
        message.getFirstSequence(),
        fees(message.getFees()),
        FrontierMessages.fromProto(message.getTxids()),
        FrontierMessages.hash(message.getStateCommitment()));
  }

  private static long fees(long fees) throws DecodeException {
    if (fees < 0) {
      throw new DecodeException("fees above 2^63-1");
    }
    return fees;
  }

  public io.timecoin.protocol.proto.internal.v1.SealInputs toProto() {
    return io.timecoin.protocol.proto.internal.v1.SealInputs.newBuilder()
        .setFirstSequence(firstSequence)
        .setFees(fees)
        .setTxids(FrontierMessages.toProto(txids))
        .setStateCommitment(FrontierMessages.bytes(stateCommitment))
        .build();
  }
}
