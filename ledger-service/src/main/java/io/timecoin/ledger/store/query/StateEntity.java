package io.timecoin.ledger.store.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Where the ledger stands. Read only. */
@Entity
@Table(name = "ledger_state")
class StateEntity {
  @Id
  @Column(name = "only_row")
  boolean onlyRow;

  @Column(name = "sequence")
  long sequence;

  @Column(name = "digest")
  byte[] digest;

  @Column(name = "time_millis")
  long timeMillis;

  @Column(name = "height")
  long height;

  @Column(name = "seal_inputs")
  byte[] sealInputs;

  @Column(name = "vote_log_topic_id")
  String voteLogTopicId;

  @Column(name = "vote_log_epoch")
  long voteLogEpoch;
}
