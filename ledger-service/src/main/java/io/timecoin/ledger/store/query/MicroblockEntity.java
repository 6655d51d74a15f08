package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An applied microblock. Read only. */
@Entity
@Table(name = "microblock")
class MicroblockEntity {
  @Id
  @Column(name = "sequence")
  long sequence;

  @Column(name = "digest")
  byte[] digest;

  @Column(name = "header")
  byte[] header;

  @Column(name = "certificate")
  byte[] certificate;

  @Column(name = "time_millis")
  long timeMillis;

  @Column(name = "first_number")
  long firstNumber;

  @Column(name = "transaction_count")
  int transactionCount;

  @Column(name = "body_bytes")
  int bodyBytes;

  @Column(name = "applied_at_millis")
  long appliedAtMillis;
}
