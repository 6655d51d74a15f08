package io.timecoin.gateway.config;

import io.timecoin.kit.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeersConfigTest {
  @Test
  void theDefaultsAreGood() {
    Settings.assertDefaultsAreGood(PeersConfig.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen|24000",
        "listen|host",
        "advertise|http://host:24000",
        "connect|a:1,b",
        "discover|perhaps",
        "max-inbound|-1",
        "max-inbound-per-address|0",
        "urgent-bytes|1",
        "bulk-bytes|2G",
        "rate-percent|0",
        "ban|0s",
        "ping|0s",
        "dead|1ms",
        "hello-deadline|1h",
        "redial|0s"
      })
  void aBrokenValueIsNamedByItsKey(String key, String value) {
    Settings.assertRefused(PeersConfig.class, "timecoin.peers." + key, value);
  }
}
