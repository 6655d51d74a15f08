package io.timecoin.verifier.config;

import io.timecoin.kit.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierConfigTest {
  @Test
  void theDefaultsAreGood() {
    Settings.assertDefaultsAreGood(VerifierConfig.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers|0",
        "workers|-1",
        "workers|many",
        "lanes|sometimes",
        "recheck-share|-0.01",
        "recheck-share|1.01",
        "recheck-share|1%",
        "recheck-share|NaN",
        "warm-up|-1s",
        "warm-up|61s",
        "in-flight-bytes|0",
        "in-flight-bytes|99999999999999",
        "in-flight-batches|0",
        "largest-batch-transactions|0",
        "largest-batch-transactions|1.5",
        "stuck-after|-1s"
      })
  void aBrokenValueIsNamedByItsKey(String key, String value) {
    Settings.assertRefused(VerifierConfig.class, "timecoin.verifier." + key, value);
  }
}
