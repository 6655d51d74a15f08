package io.timecoin.protocol.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.timecoin.protocol.rules.Limits;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
  @Test
  void standsInTheOrderOfTheRoute() {
    assertThat(
            TopicCatalogue.all().stream()
                .filter(topic -> topic.deadLettersOf().isEmpty())
                .map(Topic::topicName))
        .containsExactly(
            "tx.inbound",
            "tx.verified",
            "verifier.evidence",
            "tx.status",
            "lease.mempool",
            "lease.consensus",
            "lease.ledger",
            "mempool.journal",
            "mempool.priorities",
            "proposal.requests",
            "proposal.answers",
            "consensus.outbound",
            "consensus.inbound",
            "consensus.evidence",
            "sync.inbound",
            "p2p.outbound",
            "chain.microblocks",
            "chain.blocks",
            "chain.transactions",
            "chain.addresses");
  }

  @Test
  void namesAreUnique() {
    assertThat(TopicCatalogue.all().stream().map(Topic::topicName)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsNameAndPrefix(Topic topic) {
    assertThat(topic.fullName("node-1.")).isEqualTo("node-1." + topic.topicName());
    assertThat(topic.fullName("")).isEqualTo(topic.topicName());
    assertThat(TopicCatalogue.byName(topic.topicName())).contains(topic);
    assertThat(TopicCatalogue.byFullName("node-1.", topic.fullName("node-1."))).contains(topic);
    assertThat(TopicCatalogue.byFullName("node-2.", topic.fullName("node-1."))).isEmpty();
    assertThat(topic.topicName()).matches("[a-z0-9]+(\\.[a-z0-9]+)+");
  }

  @ParameterizedTest
  @EnumSource
  void staysWithinItsBounds(Topic topic) {
    var config = topic.brokerConfig(1);

    assertThat(topic.partitions()).isBetween(1, 24);
    assertThat(topic.reason()).isNotBlank();
    assertThat(topic.largestRecordBytes()).isBetween(1, 8 * 1024 * 1024 + 64 * 1024);
    assertThat(Long.parseLong(config.get("segment.bytes")))
        .isLessThanOrEqualTo(64 * 1024 * 1024)
        .isGreaterThan(topic.maxMessageBytes());
    assertThat(config.get("max.message.bytes"))
        .isEqualTo(Integer.toString(topic.maxMessageBytes()));
    assertThat(topic.maxMessageBytes()).isGreaterThan(topic.largestRecordBytes());
    assertThat(topic.linger()).isLessThanOrEqualTo(Duration.ofMillis(5));
    assertThat(topic.keyKind() != KeyKind.CONSTANT || topic.partitions() == 1).isTrue();
    assertThat(topic.valueType().isEmpty()).isEqualTo(topic.keyKind() == KeyKind.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoBrokerSettingToItsDefault(Topic topic) {
    assertThat(topic.brokerConfig(3))
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("compression.type", "producer")
        .containsEntry("min.insync.replicas", "2")
        .containsEntry("unclean.leader.election.enable", "false")
        .containsEntry("retention.bytes", "-1")
        .doesNotContainKey("flush.messages");
    assertThat(topic.brokerConfig(1)).containsEntry("min.insync.replicas", "1");
    assertThatIllegalArgumentException().isThrownBy(() -> topic.brokerConfig(0));
  }

  @Test
  void flushesWhatALoneBrokerMustNotLose() {
    assertThat(
            Arrays.stream(Topic.values())
                .filter(topic -> topic.brokerConfig(1).containsKey("flush.messages")))
        .containsExactly(Topic.PROPOSAL_ANSWERS, Topic.CONSENSUS_OUTBOUND, Topic.CHAIN_MICROBLOCKS);
  }

  @ParameterizedTest
  @EnumSource
  void retentionIsTheBrokersOrNobodyElses(Topic topic) {
    var config = topic.brokerConfig(1);
    switch (topic.retention()) {
      case Retention.Time(var duration) -> {
        assertThat(config).containsEntry("retention.ms", Long.toString(duration.toMillis()));
        assertThat(Long.parseLong(config.get("segment.ms"))).isLessThan(duration.toMillis());
      }
      case Retention.DeletedByService(var service, var until) -> {
        assertThat(config).containsEntry("retention.ms", "-1");
        assertThat(service).endsWith("-service");
        assertThat(until).isNotBlank();
      }
      case Retention.Forever _, Retention.NeverWritten _ ->
          assertThat(config).containsEntry("retention.ms", "-1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTopicWithRecordsHasDeadLetters(Topic topic) {
    if (!topic.hasDeadLetter()) {
      assertThatIllegalStateException().isThrownBy(topic::deadLetter);
      assertThat(topic.valueType().isEmpty() || topic.deadLettersOf().isPresent()).isTrue();
      return;
    }
    var letters = topic.deadLetter();
    assertThat(letters.topicName()).isEqualTo(topic.topicName() + ".dlq");
    assertThat(letters.deadLettersOf()).contains(topic);
    assertThat(letters.largestRecordBytes()).isGreaterThan(topic.maxMessageBytes());
    assertThat(letters.retention()).isEqualTo(new Retention.Time(Duration.ofDays(30)));
  }

  @Test
  void theLargestMicroblockFits() {
    // Header, certificate and Protobuf's tag and length per transaction beside the bodies.
    int framing = 64 * 1024 + 5 * Limits.MAX_MICROBLOCK_TRANSACTIONS;

    assertThat(Topic.CHAIN_MICROBLOCKS.largestRecordBytes())
        .isGreaterThan(Limits.MAX_MICROBLOCK_BODY_BYTES + framing);
    assertThat(Topic.PROPOSAL_ANSWERS.largestRecordBytes())
        .isGreaterThan(Limits.MAX_MICROBLOCK_BODY_BYTES + framing);
    assertThat(Topic.PROPOSAL_REQUESTS.largestRecordBytes())
        .isGreaterThan(64 * 1024 + 34 * Limits.MAX_MICROBLOCK_TRANSACTIONS);
  }

  @Test
  void theConstantKeyCannotBeChanged() {
    TopicCatalogue.constantKey()[0] = 0;

    assertThat(TopicCatalogue.constantKey()).asString().isEqualTo(TopicCatalogue.CONSTANT_KEY);
  }
}
