package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  void theSecondTakerIsToldWhoHasTheFolder() {
    try (var first = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(first.folder()))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void aReleasedFolderCanBeTakenAgain() {
    FolderLock.take(folder).close();

    try (var second = FolderLock.take(folder)) {
      assertThat(second.folder()).isEqualTo(folder);
      assertThat(FolderLock.tryTake(folder)).isEmpty();
    }
  }

  @Test
  void createsTheFolder() {
    try (var lock = FolderLock.take(folder.resolve("a").resolve("b"))) {
      assertThat(lock.folder()).isDirectory();
    }
  }
}
