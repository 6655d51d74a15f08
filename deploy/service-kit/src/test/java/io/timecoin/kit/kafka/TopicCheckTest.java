package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
  private static final Map<String, String> WANTED =
      Map.of(
          "retention.ms", "3600000",
          "max.message.bytes", "1000",
          "segment.bytes", "64",
          "cleanup.policy", "delete");

  @Test
  void theWantedTopicIsSafe() {
    assertThat(defects(1, 1, WANTED, false)).isEmpty();
  }

  @Test
  void moreThanWantedIsSafeWhereItIsABound() {
    Map<String, String> generous =
        Map.of(
            "retention.ms", "-1",
            "max.message.bytes", "2000",
            "segment.bytes", "32",
            "cleanup.policy", "delete");

    assertThat(defects(1, 1, generous, false)).isEmpty();
  }

  @Test
  void everyUnsafeSettingIsNamedWithItsOrigin() {
    Map<String, String> unsafe =
        Map.of(
            "retention.ms", "1000",
            "max.message.bytes", "999",
            "segment.bytes", "65",
            "cleanup.policy", "compact");

    assertThat(defects(1, 1, unsafe, false))
        .hasSize(4)
        .allSatisfy(defect -> assertThat(defect).contains("some.topic").contains("set at the"))
        .anySatisfy(defect -> assertThat(defect).contains("retention.ms is 1000"));
  }

  @Test
  void anotherNumberOfPartitionsIsUnsafe() {
    assertThat(defects(2, 1, WANTED, false))
        .singleElement()
        .asString()
        .contains("2 partitions, wanted are exactly 1");
  }

  @Test
  void limitedRetentionIsUnsafeWhereForeverIsWanted() {
    List<String> defects =
        TopicCheck.defects(
            found(1, 1, Map.of("retention.ms", "604800000")),
            1,
            Map.of("retention.ms", "-1"),
            false);

    assertThat(defects).singleElement().asString().contains("retention.ms");
  }

  @Test
  void productionWantsReplicas() {
    List<String> defects =
        TopicCheck.defects(
            found(
                1, 1, Map.of("min.insync.replicas", "1", "unclean.leader.election.enable", "true")),
            1,
            Map.of(),
            true);

    assertThat(defects)
        .hasSize(3)
        .anySatisfy(defect -> assertThat(defect).contains("1 replicas, production wants 3"));
  }

  @Test
  void aSettingTheBrokerDoesNotTellIsUnsafe() {
    assertThat(TopicCheck.defects(found(1, 1, Map.of()), 1, Map.of("flush.messages", "1"), false))
        .singleElement()
        .asString()
        .contains("does not tell flush.messages");
  }

  private static List<String> defects(
      int partitions, int replicas, Map<String, String> actual, boolean production) {
    return TopicCheck.defects(found(partitions, replicas, actual), 1, WANTED, production);
  }

  private static TopicCheck.Found found(int partitions, int replicas, Map<String, String> actual) {
    List<ConfigEntry> entries =
        actual.entrySet().stream()
            .map(
                entry ->
                    new ConfigEntry(
                        entry.getKey(),
                        entry.getValue(),
                        ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG,
                        false,
                        false,
                        List.of(),
                        ConfigEntry.ConfigType.STRING,
                        ""))
            .toList();
    return new TopicCheck.Found("some.topic", partitions, replicas, new Config(entries));
  }
}
