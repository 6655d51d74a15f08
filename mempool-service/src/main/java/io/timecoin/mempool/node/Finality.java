package io.timecoin.mempool.node;

import io.timecoin.mempool.bodies.Bodies;
import io.timecoin.mempool.fees.MicroblockPace;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.state.InconsistentChain;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.chain.TransactionEffect;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Applies final microblocks to the state, and what they do to everything that is not final. */
final class Finality {
  private final ChainRules rules;
  private final FinalState state;
  private final Mempool mempool;
  private final Bodies bodies;
  private final NodeTime time;
  private final MicroblockPace pace = new MicroblockPace();

  Finality(ChainRules rules, FinalState state, Mempool mempool, Bodies bodies, NodeTime time) {
    this.rules = rules;
    this.state = state;
    this.mempool = mempool;
    this.bodies = bodies;
    this.time = time;
  }

  /** How long they took of late. */
  MicroblockPace pace() {
    return pace;
  }

  /**
   * Applies the microblock that follows the tip.
   *
   * @param known the verdict on its header, if it was judged before on this very state
   * @throws InconsistentChain if it breaks a rule or belongs to another chain
   */
  void apply(CertifiedMicroblock microblock, Optional<MicroblockVerdict.Valid> known) {
    MicroblockHeader header = microblock.header();
    switch (known
        .<MicroblockVerdict>map(valid -> valid)
        .orElseGet(() -> rules.judge(state, header, microblock.transactions()))) {
      case MicroblockVerdict.Valid valid -> apply(header, valid);
      case MicroblockVerdict.Invalid invalid ->
          throw new InconsistentChain(
              "final microblock %d fails %s: %s"
                  .formatted(header.sequence(), invalid.defect(), invalid.detail()));
    }
    bodies.finalised(microblock.transactions());
  }

  private void apply(MicroblockHeader header, MicroblockVerdict.Valid valid) {
    long now = time.nowMillis();
    long sequence = header.sequence();
    measure(valid.effects(), now);
    for (TransactionEffect effect : valid.effects()) {
      mempool.settlement().yieldTo(effect.transaction(), sequence, now);
      state.apply(effect, sequence);
      mempool.settlement().settle(effect.transaction(), sequence, now);
    }
    state.finish(header, valid.covered(), valid.seal());
    for (TransactionEffect effect : valid.effects()) {
      mempool.admission().release(effect.transaction().txid(), time.admission(state));
    }
    valid
        .seal()
        .ifPresent(
            seal -> mempool.admission().release(seal.coinbase().txid(), time.admission(state)));
  }

  private void measure(List<TransactionEffect> effects, long nowMillis) {
    OptionalLong since =
        effects.stream()
            .flatMap(effect -> mempool.pool().byTxid(effect.transaction().txid()).stream())
            .mapToLong(PoolEntry::sinceMillis)
            .min();
    long bytes = effects.stream().mapToLong(effect -> effect.transaction().size()).sum();
    pace.finalised(since, effects.size(), bytes, nowMillis);
  }
}
