package io.timecoin.mempool.utxo;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Output;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressScriptTest {
  private static AddressScript packed(ByteString script) {
    return AddressScript.of(script).orElseThrow();
  }

  @Test
  void everyAddressComesOutAsItWentIn() {
    var outputs = new RandomOutputs(new Random(1));
    for (int i = 0; i < 2_000; i++) {
      for (Network network : Network.values()) {
        ByteString script = outputs.address(network);
        assertThat(packed(script).script()).isEqualTo(script);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TIME0",
        "TIME1",
        "TIME00",
        "TIME0zzzzzzzzz",
        "TIME1zzzzzzzzzz",
        "TIME1zzzzzzzzzz0",
        "TIME0ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi",
        "TIME1zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
      })
  void soDoesWhateverHasTheForm(String text) {
    ByteString script = ByteString.ofAscii(text);
    assertThat(packed(script).script()).isEqualTo(script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TIME",
        "TIM00",
        "time0abc",
        "TIME2abc",
        "TIME0abc-",
        "TIME0abc\u0000",
        "TIME0ab\u00e9",
        "TIME1zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "genesis"
      })
  void anythingElseHasAnotherForm(String text) {
    ByteString script = ByteString.of(text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(AddressScript.of(script)).isEmpty();
  }

  @Test
  void aMemoHasAnotherForm() {
    assertThat(AddressScript.of(Output.memo("TIME0").script())).isEmpty();
  }
}
