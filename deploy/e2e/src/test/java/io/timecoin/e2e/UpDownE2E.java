package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.backends.FolderLock;
import io.timecoin.devnet.backends.FreePorts;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetPorts;
import io.timecoin.devnet.suite.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user runs it: what it starts it stops, in whatever way it ends. */
final class UpDownE2E {
  private static final String NAME = "updown";

  /** Services drain within 10 s, then the leash kills after 15 s. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  /** Kept when the test fails: the logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path home;

  private LauncherCommand launcher;
  private DevnetFolder folder;

  @BeforeEach
  void chooseHome() {
    launcher = new LauncherCommand(home);
    folder = new DevnetFolder(NAME, home.resolve("devnets").resolve(NAME));
  }

  @AfterEach
  void leaveNothing() throws IOException, InterruptedException {
    LauncherCommand.Result unused = launcher.run("down", "--name", NAME);
  }

  @Test
  void aDevnetComesUpPaysAndGoesWithoutLeavingAnything() throws Exception {
    int times = Boolean.getBoolean("test.full") ? 3 : 1;
    for (int i = 0; i < times; i++) {
      up();
      if (i == 0) {
        useIt();
      }
      List<ProcessHandle> processes = processes();
      assertThat(processes).hasSizeGreaterThan(7);
      List<Integer> ports = DevnetPorts.of(folder);

      launcher.run("down", "--name", NAME, "--wipe").succeeded();

      assertThat(processes).noneMatch(ProcessHandle::isAlive);
      assertFree(ports);
    }
  }

  @Test
  void aKilledSupervisorTakesEverythingWithIt() throws Exception {
    up();
    List<Integer> ports = DevnetPorts.of(folder);
    List<ProcessHandle> processes = processes();

    boolean unused = supervisor().destroyForcibly();

    Poll.untilTrue(
        "every process gone", GRACE, () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    assertFree(ports);
    assertThat(launcher.run("status", "--name", NAME).exitCode()).isEqualTo(1);
    // The chain goes on where it was.
    up();
    launcher.run("cli", "--name", NAME, "getblockcount").succeeded();
  }

  private void up() throws IOException, InterruptedException {
    LauncherCommand.Result up =
        launcher.run("up", "--detach", "--name", NAME, "--block-interval", "5s").succeeded();
    assertThat(up.output()).contains("Probe payment final", "is ready");
  }

  private void useIt() throws IOException, InterruptedException {
    JsonNode status = launcher.run("status", "--name", NAME).succeeded().json();
    JsonNode masternode = status.path("masternodes").path(0);
    assertThat(masternode.path("sequence").asLong()).isPositive();
    assertThat(masternode.path("stateCommitment").textValue()).matches("[0-9a-f]{64}");
    assertThat(masternode.path("services").findValuesAsText("name"))
        .containsExactly(
            "p2p-gateway",
            "verifier-service",
            "mempool-service",
            "consensus-service",
            "ledger-service");
    assertThat(masternode.path("services").findValues("ready")).allMatch(JsonNode::asBoolean);

    String payee = Purse.stranger().toString();
    LauncherCommand.Result sent =
        launcher
            .run("cli", "--name", NAME, "send", "--to", payee, "--amount", "1.5", "--memo", "hi")
            .succeeded();
    assertThat(sent.output()).contains("final in");
    Poll.untilTrue(
        "the payee's balance", Payments.LIMIT, () -> balance(payee).equals("1.50000000"));
    assertThat(launcher.run("cli", "--name", NAME, "getblockhash", "7000").exitCode()).isEqualTo(1);
    LauncherCommand.Result second = launcher.run("up", "--detach", "--name", NAME);
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output()).contains("already running");
  }

  private String balance(String address) {
    try {
      return launcher.run("cli", "--name", NAME, "getbalance", address).output().strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private ProcessHandle supervisor() {
    long pid = RunState.read(folder).orElseThrow().supervisorPid();
    return ProcessHandle.of(pid).orElseThrow();
  }

  /** The supervisor with its children: leashes, services, broker, database. */
  private List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(supervisor()), supervisor().descendants()).toList();
  }

  private void assertFree(List<Integer> ports) {
    assertThat(ports).allMatch(FreePorts::isFree);
    Optional<FolderLock> lock = FolderLock.tryTake(folder.path());
    assertThat(lock).isPresent();
    lock.get().close();
  }
}
