package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The public events made again from the rows, key and value byte for byte as they were published:
 * for whoever was away for longer than a topic keeps them.
 */
@ApplicationScoped
public class EventQuery {
  /** Events per page. */
  public static final int MAX_EVENTS = 1_000;

  private static final Map<Topic, EventPages> KINDS =
      Map.of(
          Topic.CHAIN_MICROBLOCKS, new MicroblockEventPages(),
          Topic.CHAIN_TRANSACTIONS, new TransactionEventPages(),
          Topic.CHAIN_BLOCKS, new BlockEventPages(),
          Topic.CHAIN_ADDRESSES, new AddressEventPages());

  private final SnapshotReads snapshots;

  @Inject
  public EventQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * A page of one topic's events, in final order; maybe none.
   *
   * @param limit events at most, 1 to {@link #MAX_EVENTS}; beyond 1 MiB of values fewer
   * @return empty if the topic has no public events
   */
  public Optional<Uni<EventRange>> page(Topic topic, EventPlace from, int limit) {
    return Optional.ofNullable(KINDS.get(topic))
        .map(
            kind ->
                snapshots
                    .read(session -> kind.page(session, from, limit))
                    // Thousands of hashes: not on the event loop.
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(Supplier::get));
  }
}
