package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A final transaction but a coinbase. Read only. */
@Entity
@Table(name = "final_transaction")
class TransactionEntity {
  @Id
  @Column(name = "number")
  long number;

  @Column(name = "txid")
  byte[] txid;

  @Column(name = "wtxid")
  byte[] wtxid;

  @Column(name = "sequence")
  long sequence;

  @Column(name = "fee")
  long fee;

  @Column(name = "raw")
  byte[] raw;
}
