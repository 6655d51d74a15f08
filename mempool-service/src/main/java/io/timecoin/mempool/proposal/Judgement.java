package io.timecoin.mempool.proposal;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * The verdict on a value, good for every round (ARCHITECTURE, "Proposals are bound to a state").
 */
public sealed interface Judgement extends Answer {
  MicroblockHeader header();

  @Override
  default long sequence() {
    return header().sequence();
  }

  /** Every rule of PROTOCOL §6.2 holds; with the bodies, which are durable with it. */
  record Valid(MicroblockHeader header, List<Transaction> transactions, SealInputs covered)
      implements Judgement {
    public Valid {
      transactions = List.copyOf(transactions);
    }
  }

  /**
   * A rule does not hold.
   *
   * @param defect its name, where it is the microblock's; the refusal's code otherwise
   */
  record Invalid(MicroblockHeader header, String defect, Refused reason) implements Judgement {}

  /** What the first bad transaction, or the microblock as a whole, is refused for. */
  sealed interface Refused {
    /** One sentence for a person. */
    String detail();

    /** A transaction breaks a rule of PROTOCOL §4. */
    record ByTransaction(Refusal refusal, String detail) implements Refused {}

    /** The microblock breaks a rule of PROTOCOL §6.2 or §7. */
    record AsWhole(String detail) implements Refused {}
  }

  /** It cannot be judged yet; it will be judged again. */
  record NotYet(MicroblockHeader header, String missing) implements Judgement {}
}
