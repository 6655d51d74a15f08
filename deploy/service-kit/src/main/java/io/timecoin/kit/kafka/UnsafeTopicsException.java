package io.timecoin.kit.kafka;

import java.util.List;

/** Topics that cannot keep what they promise; the message names each setting and its origin. */
public final class UnsafeTopicsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsafeTopicsException(List<String> defects) {
    super(
        "topics are missing or unsafe: %s. What is there was left as it is: set it right with Kafka's tools"
                .formatted(String.join("; ", defects))
            + " (kafka-topics.sh, kafka-configs.sh), or set timecoin.kafka.prefix to a new one");
  }
}
