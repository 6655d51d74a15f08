package io.timecoin.protocol.chain;

import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.rules.Refusal;
import java.util.List;
import java.util.Optional;

/** What judging a microblock gives. */
public sealed interface MicroblockVerdict {

  /**
   * Every rule of PROTOCOL §6.2 holds.
   *
   * @param effects of its transactions in order, without the coinbase
   * @param covered what a seal covers up to and including it, before the coinbase
   * @param seal the one it carries, with the coinbase to apply after the effects
   */
  record Valid(List<TransactionEffect> effects, SealInputs covered, Optional<Seal> seal)
      implements MicroblockVerdict {

    public Valid {
      effects = List.copyOf(effects);
    }

    /** Satoshi. */
    public long fees() {
      return effects.stream().mapToLong(TransactionEffect::fee).sum();
    }
  }

  /**
   * A rule does not hold.
   *
   * @param detail one sentence for a person
   * @param refusal why the first bad transaction is refused; only with BAD_TRANSACTION
   */
  record Invalid(MicroblockDefect defect, String detail, Optional<Refusal> refusal)
      implements MicroblockVerdict {}
}
