package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import java.util.List;
import java.util.Map;

/**
 * Sequence 0: what a genesis document writes into an empty database (PROTOCOL §1.3).
 *
 * @param state after genesis
 */
public record GenesisChanges(LedgerState state, LedgerRows rows) {

  public static GenesisChanges of(GenesisDocument genesis) {
    var effect = TransactionEffect.ofCoinbase(genesis.coinbase(), 0);
    var utxos = new UtxoOverlay(Map.of());
    utxos.apply(effect);
    var balances = new BalanceOverlay(genesis.network(), Map.of());
    balances.apply(effect, 0);
    var rows =
        new LedgerRows(
            List.of(),
            List.of(
                new LedgerRows.BlockRow(
                    genesis.header(), genesis.coinbase(), 1, 0, 0, genesis.timeMillis())),
            List.of(),
            List.of(),
            utxos.created(),
            List.of(),
            balances.entries(),
            balances.changed());
    return new GenesisChanges(state(genesis, effect), rows);
  }

  private static LedgerState state(GenesisDocument genesis, TransactionEffect effect) {
    var lanes = new LtHash();
    var totals = UtxoTotals.NONE;
    for (UnspentOutput output : effect.created()) {
      lanes.add(output.outpoint(), output.output());
      totals = totals.plus(output.output().value());
    }
    return new LedgerState(
        genesis.hash(),
        0,
        genesis.hash(),
        genesis.timeMillis(),
        genesis.header(),
        SealInputs.after(0, lanes.commitment()),
        ByteString.of(lanes.lanes()),
        totals,
        1,
        VoteLogMark.NONE,
        0);
  }
}
