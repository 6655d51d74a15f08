package io.timecoin.ledger.egress;

import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.store.PublishedRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The events of a run of microblocks, in final order. */
final class EventBatch {
  private final EventRecords events;

  EventBatch(EventRecords events) {
    this.events = events;
  }

  /**
   * All records to send.
   *
   * @throws PublisherException if PostgreSQL holds another microblock for one of the sequences
   */
  List<ProducerRecord<byte[], byte[]>> of(List<StreamedMicroblock> microblocks, PublishedRows rows)
      throws PublisherException {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    Map<Long, Long> times = new HashMap<>();
    for (StreamedMicroblock microblock : microblocks) {
      check(microblock, rows);
      times.put(microblock.sequence(), microblock.header().timeMillis());
      records.addAll(events.transactions(microblock));
    }
    rows.entries().forEach(entry -> records.add(events.entry(entry, times.get(entry.sequence()))));
    rows.blocks().forEach(block -> records.add(events.block(block)));
    return records;
  }

  /** Genesis: block 0 and the credits of its allocations. */
  List<ProducerRecord<byte[], byte[]>> ofGenesis(PublishedRows rows) {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    long timeMillis = rows.blocks().getFirst().timeMillis();
    rows.entries().forEach(entry -> records.add(events.entry(entry, timeMillis)));
    rows.blocks().forEach(block -> records.add(events.block(block)));
    return records;
  }

  private static void check(StreamedMicroblock microblock, PublishedRows rows)
      throws PublisherException {
    var held = rows.digests().get(microblock.sequence());
    if (!microblock.header().digest().equals(held)) {
      throw new PublisherException(
          "LEDGER-202 at sequence %d: the stream brings %s, PostgreSQL holds %s"
              .formatted(microblock.sequence(), microblock.header().digest(), held));
    }
  }
}
