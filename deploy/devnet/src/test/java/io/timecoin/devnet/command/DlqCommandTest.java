package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.dlq.DeadLetterTopics;
import io.timecoin.devnet.dlq.StoredLetter;
import io.timecoin.devnet.dlq.TestLetters;
import io.timecoin.protocol.topics.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class DlqCommandTest {
  private final StoredLetter stored =
      TestLetters.stored(TestLetters.letter(ByteString.copyFromUtf8("bad")).build());

  @Test
  void aListSaysWhatWhenWhyAndWhere() throws Exception {
    assertThat(DlqListCommand.asText(List.of())).isEqualTo("no dead letters");
    assertThat(DlqListCommand.asText(List.of(stored)))
        .contains(
            "tx.inbound", "5", "1970-01-01T00:00:02Z", "NOT_PROTOBUF", "verifier-service", "3/17");

    JsonNode json = new ObjectMapper().readTree(DlqListCommand.asJson(List.of(stored))).path(0);
    assertThat(json.path("topic").asText()).isEqualTo("tx.inbound");
    assertThat(json.path("offset").asLong()).isEqualTo(5);
    assertThat(json.path("error").asText()).isEqualTo("NOT_PROTOBUF");
    assertThat(json.path("recordOffset").asLong()).isEqualTo(17);
    assertThat(json.path("valueBytes").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"tx.inbound", "tx.inbound.dlq", "timecoin.tx.inbound", "timecoin.tx.inbound.dlq"})
  void aTopicIsKnownByEachOfItsNames(String name) {
    assertThat(new DeadLetterTopics("", "timecoin.").source(name)).isEqualTo(Topic.TX_INBOUND);
  }

  @ParameterizedTest
  @CsvSource({"''", "tx", "lease.mempool", "tx.inbound.dlq.dlq", "other.tx.inbound"})
  void anUnknownTopicIsToldWithThoseThereAre(String name) {
    assertThatThrownBy(() -> new DeadLetterTopics("", "timecoin.").source(name))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("tx.verified");
  }

  @ParameterizedTest
  @CsvSource({"''", "replay", "show tx.inbound", "show tx.inbound x", "replay tx.inbound 1.5"})
  void wrongUsageIsExitCodeTwo(String arguments) {
    var said = new StringWriter();
    int code =
        new CommandLine(new DlqCommand())
            .setErr(new PrintWriter(said))
            .execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("Usage: dlq");
  }
}
