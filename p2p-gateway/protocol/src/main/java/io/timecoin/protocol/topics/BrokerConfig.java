package io.timecoin.protocol.topics;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Turns what the catalogue says into the settings of a topic on Kafka brokers. */
final class BrokerConfig {
  private static final int SEGMENT_BYTES = 64 * 1024 * 1024;
  private static final Duration LONGEST_SEGMENT = Duration.ofDays(7);

  /** Retention removes whole segments: so it runs over by a quarter at most. */
  private static final int SEGMENTS_PER_RETENTION = 4;

  private static final int SAFE_REPLICATION = 3;

  private BrokerConfig() {}

  static Map<String, String> of(Topic topic, int replication) {
    if (replication < 1) {
      throw new IllegalArgumentException("a topic has at least one replica, not " + replication);
    }
    var config = new TreeMap<String, String>();
    config.put("cleanup.policy", "delete");
    config.put("compression.type", "producer");
    config.put("max.message.bytes", Integer.toString(topic.maxMessageBytes()));
    config.put("message.timestamp.type", "LogAppendTime");
    config.put("min.insync.replicas", replication >= SAFE_REPLICATION ? "2" : "1");
    config.put("retention.bytes", "-1");
    config.put("retention.ms", Long.toString(retentionMillis(topic.retention())));
    config.put("segment.bytes", Integer.toString(SEGMENT_BYTES));
    config.put("segment.ms", Long.toString(segmentMillis(topic.retention())));
    config.put("unclean.leader.election.enable", "false");
    if (topic.flushEveryMessage() && replication == 1) {
      // Nobody else has a copy: what is acknowledged must be on disk.
      config.put("flush.messages", "1");
    }
    return config;
  }

  private static long retentionMillis(Retention retention) {
    return switch (retention) {
      case Retention.Time(var duration) -> duration.toMillis();
      case Retention.DeletedByService _, Retention.Forever _, Retention.NeverWritten _ -> -1;
    };
  }

  private static long segmentMillis(Retention retention) {
    return switch (retention) {
      case Retention.Time(var duration) -> duration.dividedBy(SEGMENTS_PER_RETENTION).toMillis();
      case Retention.DeletedByService _, Retention.Forever _, Retention.NeverWritten _ ->
          LONGEST_SEGMENT.toMillis();
    };
  }
}
