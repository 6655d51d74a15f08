package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviousRunTest {
  @TempDir Path folder;

  @Test
  void aFolderNeverServedIsFree() {
    assertThatCode(() -> new PreviousRun(folder).awaitEnd(Duration.ZERO))
        .doesNotThrowAnyException();
  }

  @Test
  void aProcessThatStillServesTheFolderIsNamed() {
    try (Leash server = sleeper()) {
      new PreviousRun(folder).record(server.pid());

      assertThatThrownBy(() -> new PreviousRun(folder).awaitEnd(Duration.ZERO))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining(Long.toString(server.pid()));
    }
  }

  @Test
  void anEndedProcessFreesTheFolder() {
    Leash server = sleeper();
    new PreviousRun(folder).record(server.pid());
    server.kill();

    assertThatCode(() -> new PreviousRun(folder).awaitEnd(Duration.ZERO))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherProcessWithTheSameIdIsNotTakenForIt() throws IOException {
    Files.writeString(folder.resolve("process"), ProcessHandle.current().pid() + " 12345");

    assertThatCode(() -> new PreviousRun(folder).awaitEnd(Duration.ZERO))
        .doesNotThrowAnyException();
  }

  @Test
  void aHalfWrittenNoteIsNoObstacle() throws IOException {
    Files.writeString(folder.resolve("process"), "12");

    assertThatCode(() -> new PreviousRun(folder).awaitEnd(Duration.ZERO))
        .doesNotThrowAnyException();
  }

  private Leash sleeper() {
    return Leash.start(
        LeashedCommand.of(List.of("sleep", "600"), folder, folder.resolve("sleep.log")));
  }
}
