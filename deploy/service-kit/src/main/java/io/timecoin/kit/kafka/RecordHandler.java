package io.timecoin.kit.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes records on the reader's own thread, in offset order within a partition. It may block: that
 * is the back-pressure. A record that cannot be read is the handler's business (dead letter or
 * counter); an exception from here is a bug and breaks the service.
 */
@FunctionalInterface
public interface RecordHandler {
  /**
   * Takes the records of one poll.
   *
   * @param records never empty, valid only during the call as a list; records may be kept
   * @throws InterruptedException when the reader is being closed; the records count as not handled
   */
  void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException;
}
