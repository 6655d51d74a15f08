package io.timecoin.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RejectCodeTest {
  @Test
  void standsInTheOrderOfTheProtocol() {
    assertThat(Arrays.stream(RejectCode.values()).filter(RejectCode::stateless).map(Enum::name))
        .containsExactly(
            "TX_TOO_LARGE",
            "TX_MALFORMED",
            "BAD_VERSION",
            "NO_INPUTS",
            "NO_OUTPUTS",
            "TOO_MANY_INPUTS",
            "TOO_MANY_OUTPUTS",
            "DUPLICATE_INPUT",
            "BAD_OUTPUT_SCRIPT",
            "VALUE_OUT_OF_RANGE",
            "DUST",
            "TIMESTAMP_IN_FUTURE",
            "BAD_SCRIPT_SIG",
            "BAD_SIGNATURE");
    assertThat(
            Arrays.stream(RejectCode.values())
                .filter(code -> !code.stateless() && !code.policy())
                .map(Enum::name))
        .containsExactly(
            "INPUT_SPENT",
            "UNKNOWN_INPUT",
            "INPUT_LOCKED",
            "WRONG_KEY",
            "INSUFFICIENT_FUNDS",
            "FEE_TOO_LOW",
            "NOT_FINAL");
  }

  @Test
  void remembersWhatTimeCannotHeal() {
    assertThat(Arrays.stream(RejectCode.values()).filter(RejectCode::remembered))
        .hasSize(13)
        .allMatch(RejectCode::stateless)
        .doesNotContain(RejectCode.TIMESTAMP_IN_FUTURE);
  }
}
