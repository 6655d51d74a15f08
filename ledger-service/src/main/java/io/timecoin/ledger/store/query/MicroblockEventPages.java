package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** chain.microblocks: one event of every sequence but genesis. */
final class MicroblockEventPages implements EventPages {
  @Override
  public Uni<Supplier<EventRange>> page(
      Mutiny.StatelessSession session, EventPlace from, int limit) {
    return MicroblockQuery.records(session, from.firstOfOne(), limit, MAX_BYTES)
        .map(records -> () -> answer(records, from));
  }

  private static EventRange answer(List<MicroblockRecord> records, EventPlace from) {
    return EventPages.range(
        records.stream().map(record -> EventPages.event(record.getSequence(), record)).toList(),
        records.isEmpty() ? from : EventPlace.after(records.getLast().getSequence()));
  }
}
