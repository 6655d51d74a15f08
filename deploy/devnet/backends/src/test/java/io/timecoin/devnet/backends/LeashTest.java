package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private LeashedCommand shell(String script) {
    return LeashedCommand.of(List.of("/bin/sh", "-c", script), folder, folder.resolve("log"));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Test
  void passesTheExitCodeOnAndWritesBothOutputsToTheLog() throws IOException {
    Leash leash = Leash.start(shell("echo out; echo err >&2; exit 7"));

    assertThat(leash.awaitExit(LONG)).isTrue();

    assertThat(leash.exitCode()).hasValue(7);
    assertThat(log()).isEqualTo("out\nerr\n");
  }

  @Test
  void appliesEnvironmentAndWorkingFolder() throws IOException {
    Leash leash =
        Leash.start(shell("echo $GREETING; pwd -P").withEnvironment(Map.of("GREETING", "hello")));

    assertThat(leash.awaitExit(LONG)).isTrue();

    assertThat(log()).isEqualTo("hello\n" + folder.toRealPath() + "\n");
  }

  @Test
  void namesTheProcessIdOfTheCommandItself() throws IOException {
    Leash leash = Leash.start(shell("echo $$"));

    assertThat(leash.awaitExit(LONG)).isTrue();

    assertThat(log().strip()).isEqualTo(Long.toString(leash.pid()));
  }

  @Test
  void standsBackAsFarAsWished() throws IOException {
    // The nineteenth field of its stat and of that of its leash (proc(5)).
    String niceness = "cut -d ' ' -f 19 /proc/%s/stat";
    String own = niceness.formatted("$$");
    String leashs = niceness.formatted("$PPID");
    Leash leash =
        Leash.start(shell("echo $(($(" + own + ") - $(" + leashs + ")))").withNiceness(7));

    assertThat(leash.awaitExit(LONG)).isTrue();

    assertThat(log()).isEqualTo("7\n");
  }

  @Test
  void stopsInOrderWhenTheCommandObeys() throws IOException {
    Leash leash = Leash.start(shell("trap 'exit 5' TERM; echo up; while :; do sleep 0.05; done"));
    awaitLine("up");

    assertThat(leash.stop(LONG)).isEqualTo(5);
    assertThat(leash.isAlive()).isFalse();
  }

  @Test
  void killsWhatIgnoresTheSignalAfterTheGrace() {
    Leash leash = Leash.start(shell("trap '' TERM; echo up; while :; do sleep 0.05; done"));
    awaitLine("up");

    assertThat(leash.stop(Duration.ofMillis(300))).isEqualTo(137);
    assertThat(Deadline.isGone(leash.pid())).isTrue();
  }

  @Test
  void stoppingTwiceAndStoppingTheEndedIsHarmless() {
    Leash leash = Leash.start(shell("exit 4"));
    assertThat(leash.awaitExit(LONG)).isTrue();

    assertThat(leash.stop(LONG)).isEqualTo(4);
    assertThat(leash.stop(Duration.ZERO)).isEqualTo(4);
    assertThat(leash.kill()).isEqualTo(4);
  }

  @Test
  void killEndsTheCommandAtOnce() {
    Leash leash = Leash.start(shell("exec sleep 600"));

    assertThat(leash.kill()).isEqualTo(137);
    assertThat(Deadline.isGone(leash.pid())).isTrue();
  }

  @Test
  void anUnknownProgramEndsWith127AndSaysSoInTheLog() throws IOException {
    Leash leash =
        Leash.start(LeashedCommand.of(List.of("no-such-program"), folder, folder.resolve("log")));

    assertThat(leash.awaitExit(LONG)).isTrue();

    assertThat(leash.exitCode()).hasValue(127);
    assertThat(log()).contains("no-such-program");
  }

  @Test
  void aMissingWorkingFolderIsNamed() {
    var command =
        LeashedCommand.of(List.of("true"), folder.resolve("nowhere"), folder.resolve("log"));

    assertThatThrownBy(() -> Leash.start(command))
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void nothingIsLeftWhenTheCommandEndsByItself() {
    // What other tests of this Java runtime have started is none of its business.
    Set<ProcessHandle> others = descendants();
    Leash leash = Leash.start(shell("sleep 0.2"));
    Set<ProcessHandle> below = descendants();
    below.removeAll(others);

    assertThat(leash.awaitExit(LONG)).isTrue();

    Deadline.await(
        "shell and watcher gone", () -> below.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(leash.exitCode()).hasValue(0);
  }

  @Test
  void theChildDiesWithAParentThatIsKilledByKillNine() throws IOException {
    ParentProcess parent = ParentProcess.start(LeashedSleeper.class, folder);
    List<Long> below = parent.descendants();
    assertThat(below).containsAll(parent.children());

    parent.killNine();

    Deadline.await("all gone", () -> below.stream().allMatch(Deadline::isGone));
  }

  @Test
  void theChildDiesWhenTheShellBetweenIsKilled() {
    Leash leash = Leash.start(shell("exec sleep 600"));
    ProcessHandle shell =
        ProcessHandle.of(leash.pid()).flatMap(ProcessHandle::parent).orElseThrow();

    shell.destroyForcibly();

    Deadline.await("child gone", () -> Deadline.isGone(leash.pid()));
  }

  private static Set<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().collect(Collectors.toCollection(HashSet::new));
  }

  private void awaitLine(String line) {
    Path log = folder.resolve("log");
    Deadline.await("log has " + line, () -> LogTail.read(log, 10).contains(line));
  }
}
