package io.timecoin.kit.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.testing.TestChain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service does not start with a broken genesis file, and says which file and what is wrong. */
class BrokenGenesisTest {
  private static final String GOOD = GenesisFile.format(TestChain.ofMembers(3).genesis());

  @TempDir private Path folder;

  static Stream<Arguments> defects() {
    return Stream.of(
        defect("empty", _ -> "", "hexadecimal"),
        defect("half", text -> text.substring(0, text.length() / 2 / 2 * 2), "MALFORMED"),
        defect("one digit short", text -> text.strip().substring(1), "hexadecimal"),
        defect("one byte short", text -> text.strip().substring(2), "MALFORMED"),
        defect("appended byte", text -> text.strip() + "00", "MALFORMED"),
        defect("appended line", text -> text + text, "hexadecimal"),
        defect("capitals", text -> text.toUpperCase(java.util.Locale.ROOT), "hexadecimal"),
        defect("no hex", text -> "g" + text.substring(1), "hexadecimal"),
        defect("JSON", _ -> "{\"name\":\"devnet\"}", "hexadecimal"),
        defect("huge", text -> "0".repeat(3 << 20), "hexadecimal"),
        defect("zeros", text -> "0".repeat(text.length() - 1), "MALFORMED"));
  }

  private static Arguments defect(String name, UnaryOperator<String> change, String says) {
    return Arguments.of(name, change.apply(GOOD), says);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void aBrokenFileIsNamedWithItsDefect(String name, String text, String says) throws Exception {
    Path file = folder.resolve("genesis.hex");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> GenesisProducer.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("timecoin.genesis-file")
        .message()
        .containsAnyOf(says)
        .hasLineCount(1);
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("nothing.hex");
    assertThatThrownBy(() -> GenesisProducer.read(file))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("timecoin.genesis-file");
  }

  @Test
  void theGoodOneIsRead() throws Exception {
    Path file = folder.resolve("genesis.hex");
    Files.writeString(file, GOOD);
    assertThat(GenesisProducer.read(file).hash())
        .isEqualTo(TestChain.ofMembers(3).genesis().hash());
  }
}
