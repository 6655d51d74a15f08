package io.timecoin.mempool.utxo;

import io.timecoin.kit.table.RecordIndex;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.Optional;

/**
 * The last final spends, oldest forgotten first; the ledger knows the older ones. So INPUT_SPENT
 * names the spender at once for everything a client is likely to ask about. 80 bytes each and 5 to
 * 11 more to find it by.
 */
final class RecentSpends {
  // The own words of a record: the spender's txid in four, then the sequence.
  private static final int SEQUENCE = 4;
  private static final int WORDS = 5;

  private final int capacity;
  private final RecordPages records = new RecordPages(WORDS);
  private final OutPointIndex index;

  /** The place of the oldest once all are taken: a new record gets the place just freed. */
  private int oldest;

  /** Remembers so many; may be 0. */
  RecentSpends(int capacity, OutPointHash hash) {
    this.capacity = capacity;
    this.index = new OutPointIndex(records, hash);
  }

  int size() {
    return records.size();
  }

  /** Remembers the spend of an outpoint that none here is about. */
  void add(OutPoint outpoint, UtxoState.SpentFinalized spent) {
    if (capacity == 0) {
      return;
    }
    if (records.size() == capacity) {
      forgetOldest();
    }
    int record = records.add(outpoint, 0);
    records.setWord(record, 0, spent.txid().word0());
    records.setWord(record, 1, spent.txid().word1());
    records.setWord(record, 2, spent.txid().word2());
    records.setWord(record, 3, spent.txid().word3());
    records.setWord(record, SEQUENCE, spent.sequence());
    index.add(record);
  }

  Optional<UtxoState.SpentFinalized> find(OutPoint outpoint) {
    int record = index.find(outpoint);
    return record == RecordIndex.NONE ? Optional.empty() : Optional.of(read(record));
  }

  private UtxoState.SpentFinalized read(int record) {
    return new UtxoState.SpentFinalized(
        new Hash256(
            records.word(record, 0),
            records.word(record, 1),
            records.word(record, 2),
            records.word(record, 3)),
        records.word(record, SEQUENCE));
  }

  private void forgetOldest() {
    index.remove(oldest);
    records.remove(oldest);
    oldest = (oldest + 1) % capacity;
  }
}
