package io.timecoin.ledger.testing;

import io.timecoin.ledger.chain.AddressEntry;
import io.timecoin.ledger.chain.Balance;
import io.timecoin.ledger.chain.BatchNeeds;
import io.timecoin.ledger.chain.ChainBatch;
import io.timecoin.ledger.chain.ChainRules;
import io.timecoin.ledger.chain.ContradictionException;
import io.timecoin.ledger.chain.GenesisChanges;
import io.timecoin.ledger.chain.LedgerRows;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.chain.VoteLogMark;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger's tables as maps: what the database would hold after the same rows. */
public final class MemoryLedger {
  private final ChainRules rules;
  private final Map<OutPoint, UnspentOutput> utxos = new HashMap<>();
  private final Map<String, Balance> balances = new HashMap<>();
  private final List<LedgerRows> written = new ArrayList<>();
  private LedgerState state;

  public MemoryLedger(GenesisDocument genesis) {
    rules = ChainRules.of(genesis);
    GenesisChanges changes = GenesisChanges.of(genesis);
    write(changes.rows());
    state = changes.state();
  }

  /** A record as the stream would bring it. */
  public static StreamedMicroblock streamed(CertifiedMicroblock microblock) {
    long sequence = microblock.header().sequence();
    return new StreamedMicroblock(
        microblock, Optional.of(new VoteLogMark("log", sequence)), sequence);
  }

  /** One batch; nothing of it is written if any part contradicts. */
  public void apply(List<CertifiedMicroblock> microblocks) throws ContradictionException {
    List<StreamedMicroblock> batch = microblocks.stream().map(MemoryLedger::streamed).toList();
    ChainBatch changes = batch(batch);
    for (StreamedMicroblock microblock : batch) {
      changes.apply(microblock);
    }
    write(changes.rows());
    state = changes.state();
  }

  /** A batch over the current tables. */
  public ChainBatch batch(List<StreamedMicroblock> microblocks) {
    var needs = new BatchNeeds(rules, microblocks);
    var found = new HashMap<OutPoint, UnspentOutput>();
    for (OutPoint outpoint : needs.outpoints()) {
      Optional.ofNullable(utxos.get(outpoint)).ifPresent(utxo -> found.put(outpoint, utxo));
    }
    var held = new HashMap<String, Balance>();
    for (String address : needs.addresses(found.values())) {
      Optional.ofNullable(balances.get(address)).ifPresent(known -> held.put(address, known));
    }
    return new ChainBatch(rules, state, found, held);
  }

  public LedgerState state() {
    return state;
  }

  public Map<OutPoint, UnspentOutput> utxos() {
    return Map.copyOf(utxos);
  }

  public Map<String, Balance> balances() {
    return Map.copyOf(balances);
  }

  /** Every address entry since genesis. */
  public List<AddressEntry> entries() {
    return written.stream().flatMap(rows -> rows.entries().stream()).toList();
  }

  /** Every transaction row since genesis. */
  public List<LedgerRows.TransactionRow> transactions() {
    return written.stream().flatMap(rows -> rows.transactions().stream()).toList();
  }

  /** Every block row, genesis first. */
  public List<LedgerRows.BlockRow> blocks() {
    return written.stream().flatMap(rows -> rows.blocks().stream()).toList();
  }

  private void write(LedgerRows rows) {
    rows.removedUtxos().forEach(utxos::remove);
    rows.createdUtxos().forEach(utxo -> utxos.put(utxo.outpoint(), utxo));
    balances.putAll(rows.balances());
    written.add(rows);
  }
}
