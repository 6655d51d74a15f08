package io.timecoin.mempool.state;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.chain.MicroblockRules;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.chain.StatelessCheck;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a network for microblocks whose transactions a verifier has found good by PROTOCOL
 * §4.2: of that section only the timestamp is judged again, by the microblock's time. Immutable.
 */
public final class ChainRules {
  private final GenesisDocument genesis;
  private final Committee committee;
  private final MicroblockRules rules;
  private final SealRule sealRule;
  private final StatelessCheck stateless;

  public ChainRules(GenesisDocument genesis) {
    this.genesis = genesis;
    this.committee = genesis.committee();
    this.rules = new MicroblockRules(genesis);
    this.sealRule = SealRule.of(genesis);
    this.stateless =
        StatelessCheck.timestampOnly(new StatelessRules(genesis.network(), genesis.hash()));
  }

  public GenesisDocument genesis() {
    return genesis;
  }

  public Committee committee() {
    return committee;
  }

  /** Whether the timestamp allows a transaction at this time (TIMESTAMP_IN_FUTURE). */
  public StatelessCheck timestamp() {
    return stateless;
  }

  /** When the next seal becomes due by this node's clock, Unix milliseconds. */
  public long sealDueMillis(ChainTip tip) {
    return sealRule.nextDueMillis(tip.lastBlock().timestamp());
  }

  /** Judges a microblock against the state before it (PROTOCOL §6.2). */
  public MicroblockVerdict judge(
      FinalState state, MicroblockHeader header, List<Transaction> transactions) {
    return judge(state.tip(), state.table(), header, transactions);
  }

  /** The same for a state that is only foreseen: its tip and its UTXO set. */
  public MicroblockVerdict judge(
      ChainTip tip, UtxoView view, MicroblockHeader header, List<Transaction> transactions) {
    return rules.judge(tip, committee, header, transactions, view, stateless);
  }

  /**
   * The header that a draft would get from this proposer.
   *
   * @param covered what a seal covers with the draft's transactions
   */
  public MicroblockHeader header(
      ChainTip tip,
      long timeMillis,
      PublicKey proposer,
      List<Transaction> transactions,
      SealInputs covered) {
    var seal = Optional.<Seal>empty();
    var slotEnd = sealRule.sealTimestamp(tip.lastBlock().timestamp(), timeMillis);
    if (slotEnd.isPresent()) {
      seal =
          Optional.of(
              Seal.build(
                  genesis.baseReward(),
                  committee,
                  tip.lastBlock(),
                  covered,
                  tip.sequence() + 1,
                  proposer,
                  slotEnd.getAsLong()));
    }
    return MicroblockHeader.of(
        tip.sequence() + 1,
        tip.digest(),
        timeMillis,
        proposer,
        transactions,
        seal.map(Seal::header));
  }
}
