package io.timecoin.ledger.egress;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far the publisher is. It travels in the acknowledged offset's metadata, so it is as durable,
 * and as atomic with the events, as the offset.
 *
 * @param sequence the last one whose events are published; 0 for genesis
 */
record PublishedPosition(long sequence) {
  private static final String PREFIX = "sequence=";

  OffsetAndMetadata acknowledging(long nextOffset) {
    return new OffsetAndMetadata(nextOffset, Optional.empty(), PREFIX + sequence);
  }

  /**
   * What an acknowledged offset says.
   *
   * @throws IllegalStateException if somebody else has written it
   */
  static PublishedPosition of(OffsetAndMetadata acknowledged) {
    String metadata = acknowledged.metadata();
    if (!metadata.startsWith(PREFIX)) {
      throw new IllegalStateException(
          "the publisher's group has an offset that no publisher wrote: '" + metadata + "'");
    }
    return new PublishedPosition(Long.parseLong(metadata.substring(PREFIX.length())));
  }
}
