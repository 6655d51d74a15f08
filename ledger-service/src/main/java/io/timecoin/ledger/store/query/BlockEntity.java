package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A sealed block, or genesis. Read only. */
@Entity
@Table(name = "block")
class BlockEntity {
  @Id
  @Column(name = "height")
  long height;

  @Column(name = "hash")
  byte[] hash;

  @Column(name = "header")
  byte[] header;

  @Column(name = "coinbase_txid")
  byte[] coinbaseTxid;

  @Column(name = "coinbase")
  byte[] coinbase;

  @Column(name = "first_sequence")
  long firstSequence;

  @Column(name = "last_sequence")
  long lastSequence;

  @Column(name = "first_number")
  long firstNumber;

  @Column(name = "transaction_count")
  long transactionCount;

  @Column(name = "fees")
  long fees;

  @Column(name = "time_millis")
  long timeMillis;
}
