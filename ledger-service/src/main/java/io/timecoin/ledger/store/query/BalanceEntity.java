package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What an address holds. Read only. */
@Entity
@Table(name = "address_balance")
class BalanceEntity {
  @Id
  @Column(name = "address")
  String address;

  @Column(name = "balance")
  long balance;

  @Column(name = "utxo_count")
  long utxoCount;
}
