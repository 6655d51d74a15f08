package io.timecoin.devnet.dlq;

import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.proto.internal.v1.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The record of a dead letter as it goes back: as it came, with a mark where it has lain. */
final class ReplayedRecord {
  /** Kafka header: place of the dead letter that the record was taken from. */
  static final String MARK = "timecoin-replayed-from";

  private ReplayedRecord() {}

  static ProducerRecord<byte[], byte[]> of(StoredLetter stored, String prefix) {
    DeadLetter letter = stored.letter();
    var record =
        new ProducerRecord<>(
            stored.source().fullName(prefix),
            letter.getPartition(),
            letter.hasKey() ? letter.getKey().toByteArray() : null,
            letter.hasValue() ? letter.getValue().toByteArray() : null);
    for (RecordHeader header : letter.getHeadersList()) {
      // A record that failed a second time has the mark of the first.
      if (!header.getKey().equals(MARK)) {
        var _ =
            record
                .headers()
                .add(header.getKey(), header.hasValue() ? header.getValue().toByteArray() : null);
      }
    }
    var _ = record.headers().add(MARK, stored.place().getBytes(StandardCharsets.UTF_8));
    return record;
  }

  /** Of which dead letter a record is the replay. */
  static Optional<String> mark(ConsumerRecord<byte[], byte[]> record) {
    return Optional.ofNullable(record.headers().lastHeader(MARK))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }
}
