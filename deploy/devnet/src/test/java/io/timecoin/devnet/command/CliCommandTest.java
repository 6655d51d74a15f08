package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CliCommandTest {

  @Test
  void jsonIsSentAsSuch() {
    assertThat(CliCommand.parse("7").isIntegralNumber()).isTrue();
    assertThat(CliCommand.parse("true").isBoolean()).isTrue();
    assertThat(CliCommand.parse("null").isNull()).isTrue();
    assertThat(CliCommand.parse("[\"a\", 1]").isArray()).isTrue();
    assertThat(CliCommand.parse("{\"maximumCount\": 3}").path("maximumCount").asInt()).isEqualTo(3);
    assertThat(CliCommand.parse("\"quoted\"").textValue()).isEqualTo("quoted");
  }

  @Test
  void amountsKeepTheirDecimals() {
    assertThat(CliCommand.parse("0.10000000").decimalValue())
        .isEqualByComparingTo(new BigDecimal("0.1"));
    assertThat(CliCommand.parse("92233720368.54775807").decimalValue())
        .isEqualByComparingTo(new BigDecimal("92233720368.54775807"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TIME0aBcDeF",
        "getblockcount",
        "[unfinished",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "1e00000000000000000000000000000000000000000000000000000000000000",
        "12 monkeys",
        "-5x",
        ""
      })
  void anythingElseIsAString(String argument) {
    JsonNode parsed = CliCommand.parse(argument);

    assertThat(parsed.isTextual()).as("%s", parsed.getNodeType()).isTrue();
    assertThat(parsed.textValue()).isEqualTo(argument);
  }

  @Test
  void aSubcommandNeedsNoMethod() {
    var parsed =
        new CommandLine(new CliCommand()).parseArgs("send", "--to", "TIME0x", "--amount", "1.5");

    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("send");
  }

  @Test
  void aMethodTakesArgumentsInOrder() {
    var parsed = new CommandLine(new CliCommand()).parseArgs("--name", "x", "getblock", "1", "2");

    assertThat(parsed.matchedPositionalValue(0, "")).isEqualTo("getblock");
    assertThat(parsed.hasSubcommand()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"--name other send", "send --name other"})
  void theNameCountsBeforeAndAfterASubcommand(String words) {
    var command = new CliCommand();
    var arguments = new ArrayList<>(List.of(words.split(" ")));
    arguments.addAll(List.of("--to", "TIME0x", "--amount", "1.5"));

    new CommandLine(command).parseArgs(arguments.toArray(String[]::new));

    assertThat(command.devnet().folder().name()).isEqualTo("other");
  }
}
