package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.proto.internal.v1.Event;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** chain.addresses: every change of a balance; the index is the change's ordinal. */
final class AddressEventPages implements EventPages {
  /** The first condition alone is what an index serves. */
  private static final String ROWS =
      "from AddressEntryEntity where sequence >= :sequence"
          + " and (sequence > :sequence or ordinal >= :index) order by sequence, ordinal";

  @Override
  public Uni<Supplier<EventRange>> page(
      Mutiny.StatelessSession session, EventPlace from, int limit) {
    return session
        .createQuery(ROWS, AddressEntryEntity.class)
        .setParameter("sequence", from.sequence())
        .setParameter("index", from.index())
        .setMaxResults(limit)
        .getResultList()
        .chain(rows -> Lookups.times(session, rows).map(times -> () -> answer(rows, times, from)));
  }

  private static EventRange answer(
      List<AddressEntryEntity> rows, Map<Long, Long> times, EventPlace from) {
    if (rows.isEmpty()) {
      return EventPages.range(List.of(), from);
    }
    AddressEntryEntity last = rows.getLast();
    return EventPages.range(
        rows.stream().map(row -> event(row, times.get(row.sequence))).toList(),
        new EventPlace(last.sequence, last.ordinal + 1));
  }

  private static Event event(AddressEntryEntity entry, long timeMillis) {
    return EventPages.event(
        entry.sequence,
        entry.ordinal,
        entry.address.getBytes(StandardCharsets.US_ASCII),
        Protobufs.entry(entry, timeMillis));
  }
}
