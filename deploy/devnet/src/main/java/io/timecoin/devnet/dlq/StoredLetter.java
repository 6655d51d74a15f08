package io.timecoin.devnet.dlq;

import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.topics.Topic;
import java.time.Instant;

/**
 * A dead letter where it lies.
 *
 * @param source the topic whose record it holds
 * @param offset in the dead-letter topic, whose one partition is 0
 * @param at when the broker took it in
 * @param letter the record with reason and place
 */
public record StoredLetter(Topic source, long offset, Instant at, DeadLetter letter) {

  /** Its name in messages and in {@link ReplayedRecord#MARK}: topic, slash, offset. */
  public String place() {
    return source.deadLetter().topicName() + "/" + offset;
  }
}
