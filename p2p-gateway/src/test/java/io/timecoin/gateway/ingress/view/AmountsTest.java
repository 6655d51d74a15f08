package io.timecoin.gateway.ingress.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void amountsAreNumbersWithEightDecimals() {
    assertThat(written(0)).isEqualTo("{\"amount\":0.00000000,\"satoshi\":0}");
    assertThat(written(1)).isEqualTo("{\"amount\":0.00000001,\"satoshi\":1}");
    assertThat(written(150_000_000)).isEqualTo("{\"amount\":1.50000000,\"satoshi\":150000000}");
    assertThat(written(Long.MAX_VALUE)).contains("92233720368.54775807");
  }

  @Test
  void whatIsReadIsExactOrRefused() {
    assertThat(Amounts.satoshi(new BigDecimal("0.1"))).isEqualTo(10_000_000);
    assertThat(Amounts.satoshi(new BigDecimal("1e1"))).isEqualTo(1_000_000_000);
    assertThatThrownBy(() -> Amounts.satoshi(new BigDecimal("0.000000001")))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Amounts.satoshi(new BigDecimal("1e999999999")))
        .isInstanceOf(ArithmeticException.class);
  }

  private static String written(long satoshi) {
    var node = Json.object();
    Json.amount(node, "amount", "satoshi", satoshi);
    return new String(Json.bytes(node), StandardCharsets.UTF_8);
  }
}
