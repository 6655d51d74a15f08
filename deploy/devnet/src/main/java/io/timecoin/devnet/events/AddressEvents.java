package io.timecoin.devnet.events;

import com.google.protobuf.ByteString;
import io.timecoin.devnet.events.ProvenRange.Debit;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.HashMap;
import java.util.Map;

/**
 * chain.addresses: of each address exactly the changes that the range's transactions make, numbered
 * without gaps and with the right balance after each. Events of other sequences are passed over.
 */
final class AddressEvents {
  private final ProvenRange range;
  private final Map<OutPoint, Debit> spentFromBefore;
  private final Map<String, Place> places = new HashMap<>();
  private long count;

  /**
   * How far an address is.
   *
   * @param proven how many of the range's changes were found
   * @param number of the last one
   * @param balance after it, satoshi
   */
  private record Place(int proven, long number, long balance) {}

  AddressEvents(ProvenRange range) {
    this.range = range;
    this.spentFromBefore = new HashMap<>(range.spentFromBefore());
  }

  /**
   * Takes one, in the order of its partition.
   *
   * @param key of the Kafka record
   */
  void take(ByteString key, AddressRecord event) throws EventDefectException {
    long sequence = event.getSequence();
    boolean isGenesis = sequence == 0 && range.fromGenesis();
    if (!isGenesis && !range.contains(sequence)) {
      return;
    }
    require(event, key.equals(event.getAddressBytes()), "its key is not its address");
    Place before = places.get(event.getAddress());
    requireNumber(event, before);
    requireBalance(event, before);
    int proven = before == null ? 0 : before.proven();
    if (!isFromBefore(event)) {
      ChangeList changes = range.changes().get(event.getAddress());
      require(
          event,
          changes != null && changes.has(proven, change(event).digest()),
          "no transaction makes it, or another change comes first");
      proven++;
    }
    places.put(
        event.getAddress(), new Place(proven, event.getEntryNumber(), event.getBalanceAfter()));
    count++;
  }

  /** All were taken. */
  void end() throws EventDefectException {
    for (Map.Entry<String, ChangeList> each : range.changes().entrySet()) {
      Place place = places.get(each.getKey());
      int proven = place == null ? 0 : place.proven();
      if (proven < each.getValue().size()) {
        throw new EventDefectException(
            Topic.CHAIN_ADDRESSES,
            "gap: %s has %d changes, of which %d are there"
                .formatted(each.getKey(), each.getValue().size(), proven));
      }
    }
    for (Map.Entry<OutPoint, Debit> each : spentFromBefore.entrySet()) {
      throw new EventDefectException(
          Topic.CHAIN_ADDRESSES,
          "gap: the debit of %s by %s is missing".formatted(each.getKey(), each.getValue().txid()));
    }
  }

  long count() {
    return count;
  }

  private void requireNumber(AddressRecord event, Place before) throws EventDefectException {
    long number = event.getEntryNumber();
    if (before == null) {
      require(event, !range.fromGenesis() || number == 1, "gap: the first has number 1");
      return;
    }
    require(event, number > before.number(), "it is there twice, or late");
    require(event, number == before.number() + 1, "gap: it follows number " + before.number());
  }

  private void requireBalance(AddressRecord event, Place before) throws EventDefectException {
    require(
        event,
        event.getChangeCase() != AddressRecord.ChangeCase.CHANGE_NOT_SET,
        "it is neither credit nor debit");
    long amount = event.hasCredit() ? event.getCredit() : event.getDebit();
    // An amount of 2^63 and more would turn a debit into a credit.
    require(event, amount >= 0, "its amount is out of range");
    long change = event.hasCredit() ? amount : -amount;
    boolean isKnown = before != null || range.fromGenesis();
    long balance = before == null ? 0 : before.balance();
    require(
        event,
        event.getBalanceAfter() >= 0 && (!isKnown || event.getBalanceAfter() == balance + change),
        "its balance is not that before it and the change");
  }

  /** Whether it is the debit of an output that was made before the range; one counts once. */
  private boolean isFromBefore(AddressRecord event) {
    return event.hasDebit()
        && spentFromBefore.remove(
            outpoint(event),
            new Debit(
                Fields.hash(event.getTxid()),
                event.getSequence(),
                event.getMicroblockTimeMillis()));
  }

  private static AddressChange change(AddressRecord event) {
    return new AddressChange(
        event.hasCredit(),
        event.hasCredit() ? event.getCredit() : event.getDebit(),
        Fields.hash(event.getTxid()),
        outpoint(event),
        event.getSequence(),
        event.getMicroblockTimeMillis());
  }

  private static OutPoint outpoint(AddressRecord event) {
    return new OutPoint(Fields.hash(event.getOutpointTxid()), event.getOutpointIndex());
  }

  private static void require(AddressRecord event, boolean holds, String defect)
      throws EventDefectException {
    if (!holds) {
      throw new EventDefectException(
          Topic.CHAIN_ADDRESSES,
          "change %d of %s: %s".formatted(event.getEntryNumber(), event.getAddress(), defect));
    }
  }
}
