package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DevnetFolderTest {

  @ParameterizedTest
  @ValueSource(strings = {"devnet", "a", "7", "two-nodes", "a123456789012345678901234567890"})
  void aNameOfSmallLettersDigitsAndDashesIsAFolder(String name) {
    assertThat(DevnetFolder.of(name).path())
        .isEqualTo(DevnetFolder.home().resolve("devnets").resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "A",
        "a b",
        "../up",
        "a/b",
        ".",
        "ä",
        "a\n",
        "a1234567890123456789012345678901"
      })
  void anyOtherNameIsRefusedWithASentence(String name) {
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> DevnetFolder.of(name))
        .withMessageContaining("small letters, digits or dashes");
  }

  @Test
  void wipingLeavesNothingButTheLock(@TempDir Path parent) throws IOException {
    var folder = new DevnetFolder("wiped", parent.resolve("wiped"));
    Files.createDirectories(folder.keys());
    Files.writeString(folder.keys().resolve("wallet.key"), "secret");
    Files.writeString(folder.settings(), "{}");
    Files.writeString(folder.path().resolve(".lock"), "");

    folder.wipe();

    assertThat(folder.exists()).isFalse();
    try (var left = Files.list(folder.path())) {
      assertThat(left).containsExactly(folder.path().resolve(".lock"));
    }
  }

  @Test
  void removingLeavesNothing(@TempDir Path parent) throws IOException {
    var folder = new DevnetFolder("removed", parent.resolve("removed"));
    Files.createDirectories(folder.keys());
    Files.writeString(folder.keys().resolve("wallet.key"), "secret");
    Files.writeString(folder.path().resolve(".lock"), "");
    Files.writeString(folder.state(), "{}");

    folder.remove();

    assertThat(folder.path()).doesNotExist();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void wipingWhatWasNeverMadeDoesNothing(@TempDir Path parent) {
    var folder = new DevnetFolder("never", parent.resolve("never"));

    folder.wipe();

    assertThat(folder.path()).doesNotExist();
  }
}
