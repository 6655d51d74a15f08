package io.timecoin.ledger.config;

import io.timecoin.kit.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerConfigTest {
  @Test
  void theDefaultsAreGood() {
    Settings.assertDefaultsAreGood(LedgerConfig.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch-payments|0",
        "batch-payments|x",
        "database-deadline|0s",
        "database-retry|-1s",
        "retention.age|-1s",
        "retention.at-least|-1",
        "retention.pace|0s",
        "audit.every-blocks|-1",
        "audit.at-most-utxos|-1",
        "writer|perhaps"
      })
  void aBrokenValueIsNamedByItsKey(String key, String value) {
    Settings.assertRefused(LedgerConfig.class, "timecoin.ledger." + key, value);
  }
}
