package io.timecoin.mempool.utxo;

import io.timecoin.kit.table.RecordIndex;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Unspent outputs, 80 bytes each and 5 to 11 more to find it by. A script that is no address's
 * text, as a masternode's registration is none, is held aside: those are few.
 */
final class PackedOutputs {
  // The own words of a record; the key's spare half is the fourth part of the script.
  private static final int VALUE = 0;
  private static final int ORIGIN = 1;
  private static final int FIRST = 2;
  private static final int SECOND = 3;
  private static final int THIRD = 4;
  private static final int WORDS = 5;

  // Bits of ORIGIN beside the sequence.
  private static final long COINBASE = 1L << 63;
  private static final long MAINNET = 1L << 62;
  private static final long ASIDE = 1L << 61;

  /** No sequence is as high: at a thousand microblocks a second it would take 73 million years. */
  private static final long SEQUENCES = 1L << 61;

  private final RecordPages records = new RecordPages(WORDS);
  private final OutPointIndex index;

  /** By record number. */
  private final Map<Integer, ByteString> scriptsAside = new HashMap<>();

  PackedOutputs(OutPointHash hash) {
    this.index = new OutPointIndex(records, hash);
  }

  int size() {
    return records.size();
  }

  /** Outputs whose scripts are held aside. */
  int aside() {
    return scriptsAside.size();
  }

  boolean contains(OutPoint outpoint) {
    return index.find(outpoint) != RecordIndex.NONE;
  }

  Optional<UnspentOutput> find(OutPoint outpoint) {
    int record = index.find(outpoint);
    return record == RecordIndex.NONE ? Optional.empty() : Optional.of(read(record, outpoint));
  }

  /**
   * Takes in an output whose outpoint is not here.
   *
   * @throws IllegalArgumentException if its sequence is 2^61 or above
   */
  void add(UnspentOutput output) {
    if (output.sequence() < 0 || output.sequence() >= SEQUENCES) {
      throw new IllegalArgumentException(
          "no output is of sequence " + Long.toUnsignedString(output.sequence()));
    }
    ByteString script = output.output().script();
    Optional<AddressScript> packed = AddressScript.of(script);
    int record = records.add(output.outpoint(), packed.map(AddressScript::fourth).orElse(0));
    long origin = output.sequence() | (output.coinbase() ? COINBASE : 0);
    if (packed.isPresent()) {
      records.setWord(record, FIRST, packed.get().first());
      records.setWord(record, SECOND, packed.get().second());
      records.setWord(record, THIRD, packed.get().third());
      origin |= packed.get().mainnet() ? MAINNET : 0;
    } else {
      scriptsAside.put(record, script);
      origin |= ASIDE;
    }
    records.setWord(record, VALUE, output.output().value());
    records.setWord(record, ORIGIN, origin);
    index.add(record);
  }

  /** Takes out an output that is here. */
  UnspentOutput remove(OutPoint outpoint) {
    int record = index.find(outpoint);
    UnspentOutput removed = read(record, outpoint);
    index.remove(record);
    records.remove(record);
    scriptsAside.remove(record);
    return removed;
  }

  private UnspentOutput read(int record, OutPoint outpoint) {
    long origin = records.word(record, ORIGIN);
    return new UnspentOutput(
        outpoint,
        new Output(records.word(record, VALUE), script(record, origin)),
        origin & (SEQUENCES - 1),
        (origin & COINBASE) != 0);
  }

  private ByteString script(int record, long origin) {
    return (origin & ASIDE) != 0
        ? scriptsAside.get(record)
        : new AddressScript(
                records.word(record, FIRST),
                records.word(record, SECOND),
                records.word(record, THIRD),
                records.half(record),
                (origin & MAINNET) != 0)
            .script();
  }
}
