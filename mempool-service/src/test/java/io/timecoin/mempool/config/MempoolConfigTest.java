package io.timecoin.mempool.config;

import io.timecoin.kit.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MempoolConfigTest {
  @Test
  void theDefaultsAreGood() {
    Settings.assertDefaultsAreGood(MempoolConfig.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-transactions|0",
        "max-transactions|-1",
        "max-bytes|1",
        "max-bytes|x",
        "expiry|0s",
        "expiry|-2h",
        "expiry|4h",
        "remembered-spends|-1",
        "ledger-questions|0",
        "draft-interval|-1ms",
        "draft-interval|501ms"
      })
  void aBrokenValueIsNamedByItsKey(String key, String value) {
    Settings.assertRefused(MempoolConfig.class, "timecoin.mempool." + key, value);
  }
}
