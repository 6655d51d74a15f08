package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** chain.blocks: one event of every sequence that sealed a block, and of genesis. */
final class BlockEventPages implements EventPages {
  @Override
  public Uni<Supplier<EventRange>> page(
      Mutiny.StatelessSession session, EventPlace from, int limit) {
    return session
        .createQuery(
            "from BlockEntity where lastSequence >= :from order by lastSequence", BlockEntity.class)
        .setParameter("from", from.firstOfOne())
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> () -> answer(rows, from));
  }

  private static EventRange answer(List<BlockEntity> rows, EventPlace from) {
    return EventPages.range(
        rows.stream()
            .map(block -> EventPages.event(block.lastSequence, Protobufs.block(block)))
            .toList(),
        rows.isEmpty() ? from : EventPlace.after(rows.getLast().lastSequence));
  }
}
