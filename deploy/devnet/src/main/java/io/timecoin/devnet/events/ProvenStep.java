package io.timecoin.devnet.events;

import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.List;
import java.util.Optional;

/**
 * What a microblock does whose certificate and signatures were verified.
 *
 * @param effects of its transactions in order; of a sealing one the coinbase's is the last
 * @param seal the one it carries
 */
record ProvenStep(List<Effect> effects, Optional<Seal> seal) {

  /** What one transaction does; created are UTXOs only. */
  record Effect(Hash256 txid, List<Spend> spent, List<UnspentOutput> created) {
    static Effect ofCoinbase(Seal seal, long sequence) {
      return new Effect(
          seal.coinbase().txid(),
          List.of(),
          UnspentOutput.createdBy(seal.coinbase(), sequence, true));
    }
  }

  /** One input; what it spends is unknown where that was made before the range. */
  record Spend(OutPoint outpoint, Optional<Output> output) {}
}
