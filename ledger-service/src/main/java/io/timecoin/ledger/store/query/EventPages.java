package io.timecoin.ledger.store.query;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.proto.internal.v1.Event;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** The events of one kind, in pages. */
interface EventPages {
  /** Bytes of values per page, beyond the first event, which always is in it. */
  int MAX_BYTES = 1024 * 1024;

  /**
   * Reads the rows of a page.
   *
   * @param limit events at most, 1 or more
   * @return what makes the page of them, without the database
   */
  Uni<Supplier<EventRange>> page(Mutiny.StatelessSession session, EventPlace from, int limit);

  static EventRange range(List<Event> events, EventPlace next) {
    return EventRange.newBuilder()
        .addAllEvents(events)
        .setNextSequence(next.sequence())
        .setNextIndex(next.index())
        .build();
  }

  static Event event(long sequence, int index, byte[] key, MessageLite value) {
    return Event.newBuilder()
        .setSequence(sequence)
        .setIndex(index)
        .setKey(Protobufs.bytes(key))
        .setValue(value.toByteString())
        .build();
  }

  /** An event whose topic has one key for all. */
  static Event event(long sequence, MessageLite value) {
    return Event.newBuilder()
        .setSequence(sequence)
        .setKey(ByteString.copyFrom(TopicCatalogue.constantKey()))
        .setValue(value.toByteString())
        .build();
  }
}
