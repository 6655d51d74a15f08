package io.timecoin.protocol.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.transaction.OutputScript.GenesisMark;
import io.timecoin.protocol.transaction.OutputScript.Memo;
import io.timecoin.protocol.transaction.OutputScript.PayToAddress;
import io.timecoin.protocol.transaction.OutputScript.Registration;
import io.timecoin.protocol.transaction.OutputScript.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputScriptTest {
  static List<OutputScript> meanings() {
    var key = TestKeys.wallet(1);
    return List.of(
        new PayToAddress(TestKeys.address(1)),
        new Memo(""),
        new Memo("Grüße, 世界 🕰"),
        new Memo("x".repeat(256)),
        new GenesisMark(),
        new Registration(
            3, key.publicKey(), "owner", "reward", "host:24000", key.sign(new byte[1])),
        new Unknown(ByteString.EMPTY),
        new Unknown(ByteString.ofAscii("Genesis")),
        new Unknown(ByteString.fromHex("02")));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void everyMeaningHasItsScript(OutputScript meaning) {
    assertThat(OutputScript.parse(meaning.encoded(), Network.DEVNET)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Not UTF-8: a lone continuation, an overlong form, a surrogate, a cut sequence.
        "0080",
        "00c0af",
        "00eda080",
        "00e282",
        // A registration that ends early, and one byte.
        "01",
        "0101",
        // Bytes above 127 where an address would stand.
        "ff",
        "54494d4530ff"
      })
  void whatIsMalformedMeansNothing(String hex) {
    var script = ByteString.fromHex(hex);

    assertThat(OutputScript.parse(script, Network.DEVNET)).isEqualTo(new Unknown(script));
  }

  @Test
  void anAddressOfAnotherNetworkMeansNothing() {
    var script = new PayToAddress(TestKeys.address(1, Network.MAINNET)).encoded();

    assertThat(OutputScript.parse(script, Network.DEVNET)).isEqualTo(new Unknown(script));
    assertThat(OutputScript.parse(script, Network.MAINNET)).isInstanceOf(PayToAddress.class);
  }

  @Test
  void aMemoHasABound() {
    byte[] tooLong = ("\0" + "x".repeat(257)).getBytes(StandardCharsets.US_ASCII);
    var script = ByteString.of(tooLong);

    assertThat(OutputScript.parse(script, Network.DEVNET)).isEqualTo(new Unknown(script));
    assertThatIllegalArgumentException().isThrownBy(() -> new Memo("x".repeat(257)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Memo("é".repeat(129)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Memo("\ud800"));
  }

  @Test
  void aRegistrationHasNoTrailingBytes() {
    var key = TestKeys.wallet(1);
    var registration =
        new Registration(1, key.publicKey(), "o", "r", "e", key.sign(new byte[1])).encoded();
    var longer = ByteString.fromHex(registration + "00");

    assertThat(OutputScript.parse(longer, Network.DEVNET)).isEqualTo(new Unknown(longer));
  }

  @Test
  void memosAndTheGenesisMarkAreNoUtxos() {
    assertThat(Output.memo("").isUtxo()).isFalse();
    assertThat(new Output(5, new GenesisMark().encoded()).isUtxo()).isFalse();
    assertThat(Output.payTo(TestKeys.address(1), 1).isUtxo()).isTrue();
    assertThat(new Output(5, ByteString.fromHex("01")).isUtxo()).isTrue();
  }
}
