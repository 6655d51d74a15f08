package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicsIT {
  private final KafkaFixture kafka = new KafkaFixture();
  private final KafkaSettings settings = kafka.settings("topics");

  @Test
  void createdTopicsAreSafeAndCreatedOnce() throws Exception {
    Topics topics = new Topics(settings, TopicPreparation.CREATE, 1, false);
    topics.prepare();

    assertThatCode(topics::prepare).doesNotThrowAnyException();
    assertThatCode(new Topics(settings, TopicPreparation.VERIFY, 1, false)::prepare)
        .doesNotThrowAnyException();
    try (Admin admin = Admin.create(settings.admin("check"))) {
      assertThat(admin.listTopics().names().get())
          .contains(settings.name(Topic.TX_INBOUND), settings.name(Topic.CHAIN_MICROBLOCKS));
    }
  }

  @Test
  void verifyingCreatesNothingAndNamesWhatIsMissing() throws Exception {
    Topics topics = new Topics(settings, TopicPreparation.VERIFY, 1, false);

    assertThatExceptionOfType(UnsafeTopicsException.class)
        .isThrownBy(topics::prepare)
        .withMessageContaining(settings.name(Topic.TX_STATUS) + ", ")
        .withMessageContaining("not there (timecoin.kafka.topics=verify)");
    try (Admin admin = Admin.create(settings.admin("check"))) {
      assertThat(admin.listTopics().names().get()).doesNotContain(settings.name(Topic.TX_STATUS));
    }
  }

  @Test
  void anUnsafeTopicIsRefusedWithSettingAndOrigin() throws Exception {
    kafka.withTopics();
    try (Admin admin = Admin.create(settings.admin("spoil"))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(
                      ConfigResource.Type.TOPIC, settings.name(Topic.CHAIN_MICROBLOCKS)),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET))))
          .all()
          .get();
      Await.until("the broker knows the new setting", () -> retention(admin).equals("60000"));
    }

    assertThatExceptionOfType(UnsafeTopicsException.class)
        .isThrownBy(new Topics(settings, TopicPreparation.VERIFY, 1, false)::prepare)
        .withMessageContaining(settings.name(Topic.CHAIN_MICROBLOCKS))
        .withMessageContaining("retention.ms is 60000 (set at the topic)");
  }

  @Test
  void productionRefusesASingleReplica() throws Exception {
    kafka.withTopics();

    assertThatExceptionOfType(UnsafeTopicsException.class)
        .isThrownBy(new Topics(settings, TopicPreparation.VERIFY, 1, true)::prepare)
        .withMessageContaining("1 replicas, production wants 3");
  }

  private String retention(Admin admin) {
    ConfigResource topic =
        new ConfigResource(ConfigResource.Type.TOPIC, settings.name(Topic.CHAIN_MICROBLOCKS));
    return admin
        .describeConfigs(List.of(topic))
        .values()
        .get(topic)
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .get("retention.ms")
        .value();
  }
}
