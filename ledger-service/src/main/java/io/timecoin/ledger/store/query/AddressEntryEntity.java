package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** One change of one address's balance. Read only. */
@Entity
@Table(name = "address_entry")
@IdClass(AddressEntryId.class)
class AddressEntryEntity {
  @Id
  @Column(name = "sequence")
  long sequence;

  @Id
  @Column(name = "ordinal")
  int ordinal;

  @Column(name = "address")
  String address;

  @Column(name = "entry_number")
  long entryNumber;

  @Column(name = "credit")
  boolean credit;

  @Column(name = "amount")
  long amount;

  @Column(name = "balance_after")
  long balanceAfter;

  @Column(name = "txid")
  byte[] txid;

  @Column(name = "outpoint_txid")
  byte[] outpointTxid;

  @Column(name = "outpoint_index")
  int outpointIndex;
}
