package io.timecoin.consensus.core.value;

import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/** What mempool has said of a value, judged by PROTOCOL §6.2. Only a valid one is voted for. */
public sealed interface Judgement {
  /** Nothing yet. */
  record Unjudged() implements Judgement {}

  /** Every rule holds, and the bodies are durable in proposal.answers. */
  record Valid(List<Transaction> transactions) implements Judgement {
    public Valid {
      transactions = List.copyOf(transactions);
    }
  }

  /**
   * A rule is broken.
   *
   * @param reason reject code or sentence for a person
   */
  record Invalid(String reason) implements Judgement {}
}
