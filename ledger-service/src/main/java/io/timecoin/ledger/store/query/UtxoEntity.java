package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** An unspent output. Read only. */
@Entity
@Table(name = "utxo")
@IdClass(OutpointId.class)
class UtxoEntity {
  @Id
  @Column(name = "txid")
  byte[] txid;

  @Id
  @Column(name = "output_index")
  int outputIndex;

  @Column(name = "value")
  long value;

  @Column(name = "script")
  byte[] script;

  @Column(name = "sequence")
  long sequence;

  @Column(name = "coinbase")
  boolean coinbase;
}
