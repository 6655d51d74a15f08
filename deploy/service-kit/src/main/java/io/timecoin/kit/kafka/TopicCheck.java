package io.timecoin.kit.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;

/**
 * Compares a topic as the broker has it with what the catalogue wants of it. A pure function: the
 * answer is a list of sentences, empty when the topic is safe.
 */
final class TopicCheck {
  private static final int PRODUCTION_REPLICAS = 3;
  private static final int PRODUCTION_IN_SYNC = 2;
  private static final long UNLIMITED = -1;

  private TopicCheck() {}

  /** A topic as the broker describes it. */
  record Found(String name, int partitions, int replicas, Config config) {}

  static List<String> defects(
      Found found, int wantedPartitions, Map<String, String> wanted, boolean production) {
    List<String> defects = new ArrayList<>();
    if (found.partitions() != wantedPartitions) {
      defects.add(
          "%s has %d partitions, wanted are exactly %d: keys would change their place"
              .formatted(found.name(), found.partitions(), wantedPartitions));
    }
    wanted.forEach((key, value) -> compare(found, key, value, defects));
    if (production) {
      checkProduction(found, defects);
    }
    return defects;
  }

  private static void checkProduction(Found found, List<String> defects) {
    if (found.replicas() < PRODUCTION_REPLICAS) {
      defects.add(
          "%s has %d replicas, production wants %d (timecoin.kafka.replication)"
              .formatted(found.name(), found.replicas(), PRODUCTION_REPLICAS));
    }
    compare(found, "min.insync.replicas", Integer.toString(PRODUCTION_IN_SYNC), defects);
    compare(found, "unclean.leader.election.enable", "false", defects);
  }

  private static void compare(Found found, String key, String wanted, List<String> defects) {
    ConfigEntry entry = found.config().get(key);
    if (entry == null || entry.value() == null) {
      defects.add("%s: the broker does not tell %s".formatted(found.name(), key));
      return;
    }
    if (!good(key, entry.value(), wanted)) {
      String defect =
          "%s: %s is %s (%s), wanted is %s%s"
              .formatted(found.name(), key, entry.value(), source(entry), bound(key), wanted);
      if (!defects.contains(defect)) {
        defects.add(defect);
      }
    }
  }

  private static boolean good(String key, String actual, String wanted) {
    return switch (key) {
      case "retention.ms", "retention.bytes" ->
          number(actual) == UNLIMITED
              || (number(wanted) != UNLIMITED && number(actual) >= number(wanted));
      case "max.message.bytes", "min.insync.replicas" -> number(actual) >= number(wanted);
      case "segment.bytes", "segment.ms", "flush.messages" -> number(actual) <= number(wanted);
      default -> actual.equals(wanted);
    };
  }

  private static String bound(String key) {
    return switch (key) {
      case "retention.ms", "retention.bytes", "max.message.bytes", "min.insync.replicas" ->
          "at least ";
      case "segment.bytes", "segment.ms", "flush.messages" -> "at most ";
      default -> "";
    };
  }

  private static long number(String text) {
    return Long.parseLong(text.strip());
  }

  private static String source(ConfigEntry entry) {
    return switch (entry.source()) {
      case DYNAMIC_TOPIC_CONFIG -> "set at the topic";
      case DYNAMIC_BROKER_CONFIG, DYNAMIC_DEFAULT_BROKER_CONFIG, STATIC_BROKER_CONFIG ->
          "set at the broker";
      case DEFAULT_CONFIG -> "Kafka's default";
      case DYNAMIC_BROKER_LOGGER_CONFIG,
          DYNAMIC_CLIENT_METRICS_CONFIG,
          DYNAMIC_GROUP_CONFIG,
          UNKNOWN ->
          "of unknown origin";
    };
  }
}
