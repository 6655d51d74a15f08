package io.timecoin.protocol.topics;

import java.time.Duration;

/** How long a topic keeps its records, and who removes them. */
public sealed interface Retention {

  /** The broker deletes what is older. */
  record Time(Duration duration) implements Retention {}

  /**
   * The service named deletes records once it holds them elsewhere; time alone never removes one.
   *
   * @param until when it does, for a person
   */
  record DeletedByService(String service, String until) implements Retention {}

  /** Nothing is ever removed. */
  record Forever() implements Retention {}

  /** Nothing is ever written: the partition itself is what matters. */
  record NeverWritten() implements Retention {}
}
