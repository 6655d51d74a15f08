package io.timecoin.gateway.intake;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import java.util.Optional;

/** What whoever hands in a transaction is told about it. */
public sealed interface SubmitAnswer {
  Hash256 wtxid();

  /** tx.inbound holds it durably, or its fate is known already: its end can be asked for. */
  record Acknowledged(Hash256 wtxid, Hash256 txid) implements SubmitAnswer {}

  /** Refused for good (PROTOCOL §4.4). */
  record Rejected(Hash256 wtxid, Optional<Hash256> txid, Refusal refusal) implements SubmitAnswer {}
}
