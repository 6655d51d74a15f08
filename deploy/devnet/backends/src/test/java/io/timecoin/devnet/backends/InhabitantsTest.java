package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InhabitantsTest {
  @TempDir private Path folder;

  @Test
  void whoeverStandsInTheFolderIsWaitedFor() throws Exception {
    var inhabitants = new Inhabitants(folder);
    inhabitants.awaitNone(Duration.ZERO);
    Process guest = new ProcessBuilder("sleep", "60").directory(folder.toFile()).start();
    try {
      assertThat(inhabitants.pids()).containsExactly(guest.pid());
      assertThatThrownBy(() -> inhabitants.awaitNone(Duration.ofMillis(100)))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining(Long.toString(guest.pid()));
    } finally {
      guest.destroyForcibly().waitFor();
    }
    inhabitants.awaitNone(Duration.ofSeconds(5));
  }

  @Test
  void aFolderThatIsNotThereHasNone() throws Exception {
    assertThat(new Inhabitants(folder.resolve("nowhere")).pids()).isEmpty();
  }
}
