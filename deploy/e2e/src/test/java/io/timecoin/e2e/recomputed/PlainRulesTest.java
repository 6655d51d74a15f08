package io.timecoin.e2e.recomputed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the recomputation stands on, against figures from elsewhere. */
final class PlainRulesTest {

  @Test
  void logarithmsHaveTheKnownDecimals() {
    assertThat(PlainCoinbase.ln(1)).isEqualByComparingTo("0");
    assertThat(PlainCoinbase.ln(2).setScale(40, RoundingMode.FLOOR))
        .isEqualByComparingTo("0.6931471805599453094172321214581765680755");
    assertThat(PlainCoinbase.ln(10).setScale(40, RoundingMode.FLOOR))
        .isEqualByComparingTo("2.3025850929940456840179914546843642076011");
  }

  @Test
  void anOddLeafMovesUpUnchanged() {
    String a = Plain.hex(Plain.sha256(Plain.ascii("a")));
    String b = Plain.hex(Plain.sha256(Plain.ascii("b")));
    String c = Plain.hex(Plain.sha256(Plain.ascii("c")));
    byte[] pair = Plain.sha256(new byte[] {1}, Plain.bytes(a), Plain.bytes(b));

    assertThat(PlainMerkle.root(List.of())).containsOnly(0);
    assertThat(PlainMerkle.root(List.of(a))).isEqualTo(Plain.bytes(a));
    assertThat(PlainMerkle.root(List.of(a, b, c)))
        .isEqualTo(Plain.sha256(new byte[] {1}, pair, Plain.bytes(c)));
  }
}
