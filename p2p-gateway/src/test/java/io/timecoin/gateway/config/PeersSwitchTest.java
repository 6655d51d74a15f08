package io.timecoin.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.kit.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeersSwitchTest {
  private static boolean isOn(Map<String, String> operator) {
    return new PeersSwitch(Settings.of(PeersConfig.class, operator)).isOn();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"listen|host:24000", "connect|host:24000", "connect|one:24000,two:24000"})
  void whoListensOrConnectsHasPeers(String key, String value) {
    assertThat(isOn(Map.of("timecoin.peers." + key, value))).isTrue();
  }

  @Test
  void nobodyElseHasWhateverElseIsSet() {
    assertThat(isOn(Map.of())).isFalse();
    assertThat(
            isOn(
                Map.of(
                    "timecoin.peers.advertise", "host:24000", "timecoin.peers.discover", "true")))
        .isFalse();
  }

  /** What charts and launchers write where there is nothing to say. */
  @ParameterizedTest
  @ValueSource(strings = {"", ","})
  void aKeyWithoutAValueIsNotSet(String nothing) {
    assertThat(isOn(Map.of("timecoin.peers.connect", nothing))).isFalse();
  }

  @Test
  void anEmptyListenAddressIsNone() {
    assertThat(isOn(Map.of("timecoin.peers.listen", ""))).isFalse();
  }
}
