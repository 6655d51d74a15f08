package io.timecoin.protocol.light;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.transaction.Transaction;

/**
 * A transaction with what proves it final.
 *
 * @param header of its microblock
 * @param path from its wtxid up to the header's transaction root
 */
public record PaymentProof(
    Transaction transaction, MicroblockHeader header, Certificate certificate, MerkleProof path) {

  /**
   * Checks it against a chain of seals that ends before the transaction's microblock.
   *
   * @return weight of the members who signed
   * @throws UnprovenException if it proves nothing
   */
  public long verify(SealChain seals) throws UnprovenException {
    if (path.count() != header.transactionCount()
        || !path.leadsTo(transaction.wtxid(), header.transactionRoot())) {
      throw new UnprovenException(
          "the path does not lead from %s to the transaction root of sequence %d"
              .formatted(transaction.txid(), header.sequence()));
    }
    return seals.requireCertified(header, certificate);
  }
}
