package io.timecoin.consensus.ingress;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts aside what cannot be read. */
@FunctionalInterface
public interface BadRecords {
  void putAside(ConsumerRecord<byte[], byte[]> record, String error, String detail)
      throws InterruptedException;
}
