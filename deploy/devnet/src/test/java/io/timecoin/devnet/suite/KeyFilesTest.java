package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.protocol.crypto.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFilesTest {
  @TempDir private Path folder;

  @Test
  void aNewKeyIsReadableByItsOwnerOnlyAndReadsBack() throws IOException {
    Path file = folder.resolve("keys").resolve("wallet.key");

    KeyPair created = KeyFiles.create(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    assertThat(KeyFiles.read(file).publicKey()).isEqualTo(created.publicKey());
  }

  @Test
  void anExistingKeyIsNeverWrittenOver() throws IOException {
    Path file = folder.resolve("wallet.key");
    KeyFiles.create(file);
    String before = Files.readString(file);

    assertThatExceptionOfType(LauncherFailure.class).isThrownBy(() -> KeyFiles.create(file));

    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "not a key", "zz"})
  void aFileWithSomethingElseIsNamedButNeverShown(String content) throws IOException {
    Path file = folder.resolve("other.key");
    Files.writeString(file, content);

    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> KeyFiles.read(file))
        .withMessage(file + " is no key file: it needs 64 hexadecimal digits");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.key");

    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> KeyFiles.read(file))
        .withMessageContaining(file.toString());
  }
}
