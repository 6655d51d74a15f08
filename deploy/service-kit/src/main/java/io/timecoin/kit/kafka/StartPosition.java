package io.timecoin.kit.kafka;

import java.time.Instant;

/** Where a reader without a group begins in each partition of a topic. */
public sealed interface StartPosition {
  /** The oldest record that is still kept. */
  record Beginning() implements StartPosition {}

  /** What is written from now on. */
  record End() implements StartPosition {}

  /** This many offsets before the end, or the beginning; transaction markers count as offsets. */
  record LastRecords(long count) implements StartPosition {
    public LastRecords {
      if (count < 0) {
        throw new IllegalArgumentException("cannot read the last " + count + " records");
      }
    }
  }

  /** A known offset. */
  record Offset(long offset) implements StartPosition {
    public Offset {
      if (offset < 0) {
        throw new IllegalArgumentException("there is no offset " + offset);
      }
    }
  }

  /** The first record that the broker took in at this instant or later. */
  record At(Instant instant) implements StartPosition {}

  StartPosition BEGINNING = new Beginning();
  StartPosition END = new End();

  static StartPosition lastRecords(long count) {
    return new LastRecords(count);
  }

  static StartPosition offset(long offset) {
    return new Offset(offset);
  }

  static StartPosition at(Instant instant) {
    return new At(instant);
  }
}
