package io.timecoin.consensus.config;

import io.timecoin.kit.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsensusConfigTest {
  @Test
  void theDefaultsAreGood() {
    Settings.assertDefaultsAreGood(ConsensusConfig.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sign-from|0",
        "sign-from|-1",
        "sign-from|x",
        "round-base|0s",
        "round-base|1d",
        "ledger-poll|0s",
        "log-records-kept|0",
        "first-start|perhaps"
      })
  void aBrokenValueIsNamedByItsKey(String key, String value) {
    Settings.assertRefused(ConsensusConfig.class, "timecoin.consensus." + key, value);
  }
}
