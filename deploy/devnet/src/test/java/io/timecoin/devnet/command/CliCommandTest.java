package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
}
