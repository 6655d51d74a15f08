package io.timecoin.devnet.events;

/**
 * What was verified, without a gap, a duplicate or anything that is not proven.
 *
 * @param from the first sequence
 * @param to the last one
 * @param signatures those of certificates and of transactions
 */
public record EventReport(
    long from,
    long to,
    int microblocks,
    int transactions,
    long addressChanges,
    int blocks,
    long signatures) {

  static EventReport of(
      ProvenRange range,
      TransactionEvents transactions,
      AddressEvents addresses,
      BlockEvents blocks) {
    return new EventReport(
        range.from(),
        range.next() - 1,
        range.microblocks().size(),
        transactions.count(),
        addresses.count(),
        blocks.count(),
        range.signatures());
  }

  /** Of all four topics. */
  public long events() {
    return microblocks + transactions + addressChanges + blocks;
  }

  /** One sentence and the figures. */
  public String text() {
    return """
    no gap, no duplicate, all proven from %d to %d
    %,d events: %,d microblocks, %,d transactions, %,d changes of balances, %,d blocks; %,d signatures\
    """
        .formatted(
            from, to, events(), microblocks, transactions, addressChanges, blocks, signatures);
  }
}
