package io.timecoin.gateway.config;

import io.timecoin.kit.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
  @Test
  void theDefaultsAreGood() {
    Settings.assertDefaultsAreGood(GatewayConfig.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "intake.max-bytes-in-flight|x",
        "intake.max-bytes-in-flight|1",
        "intake.max-bytes-in-flight|99999999999G",
        "intake.batch-bytes|100M",
        "intake.batch-interval|-1s",
        "http.client-bytes-per-second|100",
        "http.unlimited-clients|localhost",
        "intake.breaker-age|0s",
        "tracking.transactions|-1",
        "tracking.transactions|1e3",
        "tracking.transactions|99999999999",
        "tracking.age|0s",
        "tracking.waiters|0",
        "tracking.microblocks|5000",
        "http.max-body-bytes-in-flight|0",
        "http.max-answer-bytes-in-flight|0",
        "http.body-deadline|0s",
        "http.body-deadline|1h",
        "http.max-rpc-batch|0",
        "reads.concurrency|-5",
        "reads.utxo-set-deadline|soon"
      })
  void aBrokenValueIsNamedByItsKey(String key, String value) {
    Settings.assertRefused(GatewayConfig.class, "timecoin.gateway." + key, value);
  }
}
