package io.timecoin.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.testing.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AddressTest {
  private static final String GOOD = "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2g";

  static Iterable<JsonNode> vectors() {
    return ProtocolVectors.at("/addresses");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void givesThePublishedTexts(JsonNode vector) {
    var key = PublicKey.fromHex(vector.get("public_key").asText());

    assertThat(Address.of(Network.TESTNET, key)).hasToString(vector.get("testnet").asText());
    assertThat(Address.of(Network.DEVNET, key)).hasToString(vector.get("testnet").asText());
    assertThat(Address.of(Network.MAINNET, key)).hasToString(vector.get("mainnet").asText());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void parsesThePublishedTexts(JsonNode vector) throws AddressException {
    var key = PublicKey.fromHex(vector.get("public_key").asText());

    var address = Address.parse(vector.get("mainnet").asText(), Network.MAINNET);

    assertThat(address).isEqualTo(Address.of(Network.MAINNET, key));
    assertThat(address).hasSameHashCodeAs(Address.of(Network.MAINNET, key));
    assertThat(address.isOf(key)).isTrue();
    assertThat(address.isOf(TestKeys.wallet(1).publicKey())).isFalse();
  }

  @Test
  void addressesOfDifferentDigitsDiffer() {
    assertThat(TestKeys.address(1, Network.MAINNET))
        .isNotEqualTo(TestKeys.address(1, Network.DEVNET));
    assertThat(TestKeys.address(1, Network.TESTNET)).isEqualTo(TestKeys.address(1, Network.DEVNET));
  }

  @ParameterizedTest
  @CsvSource({
    "'', PREFIX",
    "TIM, PREFIX",
    "time046jp6a3cnphZZ4orZEBvg3GhVkwobjy2g, PREFIX",
    "BTC046jp6a3cnphZZ4orZEBvg3GhVkwobjy2g, PREFIX",
    "TIME, NETWORK",
    "TIME146jp6a3cnphZZ4orZEBvg3GhVkwobjy2g, NETWORK",
    "TIMEx46jp6a3cnphZZ4orZEBvg3GhVkwobjy2g, NETWORK",
    "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy20, ALPHABET",
    "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2é, ALPHABET",
    "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2l, ALPHABET",
    "'TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2g ', ALPHABET",
    "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2g111, ALPHABET",
    "TIME0, LENGTH",
    "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2, LENGTH",
    "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2gzz, LENGTH",
    "TIME0146jp6a3cnphZZ4orZEBvg3GhVkwobjy2g, LENGTH",
    "TIME0zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz, LENGTH",
    "TIME046jp6a3cnphZZ4orZEBvg3GhVkwobjy2h, CHECKSUM",
    "TIME056jp6a3cnphZZ4orZEBvg3GhVkwobjy2g, CHECKSUM",
  })
  void namesTheDefect(String text, AddressError error) {
    var thrown =
        catchThrowableOfType(AddressException.class, () -> Address.parse(text, Network.TESTNET));

    assertThat(thrown.error()).isEqualTo(error);
  }

  @Test
  void judgesInOrder() {
    // Wrong network, a bad character and too long: the network is said first.
    var thrown =
        catchThrowableOfType(
            AddressException.class, () -> Address.parse("TIME1" + "0".repeat(99), Network.TESTNET));

    assertThat(thrown.error()).isEqualTo(AddressError.NETWORK);
    assertThat(GOOD).hasSize(38);
  }
}
