package io.timecoin.protocol.rules;

import io.timecoin.protocol.transaction.OutPoint;
import java.util.Optional;

/**
 * The state that PROTOCOL §4.3 is judged against, as seen from one place in the order: after the
 * earlier transactions of a microblock, or at admission with the outputs of the mempool.
 */
public interface UtxoView {
  /**
   * The output, if it exists and neither a final transaction nor an earlier one of this microblock
   * spends it. One that a mempool transaction locks is found.
   */
  Optional<UnspentOutput> find(OutPoint outpoint);

  /**
   * Who spends the outpoint already, if that is known. A view for judging microblocks never answers
   * {@link Spender.Locked}: locks are one node's own (PROTOCOL §6.2).
   */
  Optional<Spender> spender(OutPoint outpoint);
}
