package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words are those of a broker 4.2.1 on folders of a broker 4.3.1. */
class BrokerRefusalTest {
  private static final Path DATA = Path.of("/devnets/one/kafka/data");

  @Test
  void whatANewerKafkaHasWrittenIsNamedWithWhatToDo() {
    assertThat(
            BrokerRefusal.of(
                DATA,
                List.of(
                    "2026-11-27T04:28:17.026Z ERROR ProcessTerminatingFaultHandler: Encountered"
                        + " fatal fault: caught exception",
                    "org.apache.kafka.server.common.serialization.MetadataParseException: Failed to"
                        + " deserialize record with type 0",
                    "\tat org.apache.kafka.server.common.serialization.AbstractApiMessageSerde"
                        + ".read(AbstractApiMessageSerde.java:104)",
                    "\tat kafka.Kafka.main(Kafka.scala)",
                    "Caused by: org.apache.kafka.common.errors.UnsupportedVersionException: Can't"
                        + " read version 4 of BrokerEndpoint")))
        .hasValueSatisfying(BrokerRefusalTest::assertOneSentence);
  }

  @Test
  void soIsWhatItHasOnlyFormatted() {
    assertThat(
            BrokerRefusal.of(
                DATA,
                List.of(
                    "java.lang.RuntimeException: Tried to apply FeatureLevelRecord"
                        + " FeatureLevelRecord(name='metadata.version', featureLevel=30), but this"
                        + " controller only supports versions 7-29",
                    "\tat org.apache.kafka.controller.FeatureControlManager.replay("
                        + "FeatureControlManager.java:450)")))
        .hasValueSatisfying(BrokerRefusalTest::assertOneSentence);
  }

  private static void assertOneSentence(String sentence) {
    assertThat(sentence).contains(DATA.toString(), "newer Kafka", "`up --fresh`");
    assertThat(sentence).doesNotContain("Exception", "\n");
  }

  @Test
  void whateverElseABrokerSaysSpeaksForItself() {
    assertThat(BrokerRefusal.of(DATA, List.of())).isEmpty();
    assertThat(
            BrokerRefusal.of(
                DATA,
                List.of(
                    "java.lang.OutOfMemoryError: Java heap space",
                    "Caused by: java.net.BindException: Address already in use")))
        .isEmpty();
  }
}
