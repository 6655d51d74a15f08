package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** Who spent an outpoint. Read only. */
@Entity
@Table(name = "spend")
@IdClass(OutpointId.class)
class SpendEntity {
  @Id
  @Column(name = "txid")
  byte[] txid;

  @Id
  @Column(name = "output_index")
  int outputIndex;

  @Column(name = "spender_txid")
  byte[] spenderTxid;

  @Column(name = "sequence")
  long sequence;
}
