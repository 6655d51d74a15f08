package io.timecoin.verifier.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A control group of Linux with a CPU quota, as a container has one; removed at the end. */
final class CpuQuota implements AutoCloseable {
  private static final int PERIOD_MICROS = 100_000;
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final Path folder;

  private CpuQuota(Path folder) {
    this.folder = folder;
  }

  /** A quota; empty where this process may make none, as anywhere but as root on Linux. */
  static Optional<CpuQuota> ofPercent(int percent) {
    String micros = Integer.toString(percent * PERIOD_MICROS / 100);
    return at(ROOT, "cpu.max", micros + " " + PERIOD_MICROS)
        .or(() -> at(ROOT.resolve("cpu"), "cpu.cfs_quota_us", micros));
  }

  private static Optional<CpuQuota> at(Path parent, String file, String quota) {
    Path folder = parent.resolve("timecoin-test-" + ProcessHandle.current().pid());
    if (!Files.isRegularFile(parent.resolve("cgroup.procs"))) {
      return Optional.empty();
    }
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      Files.writeString(folder.resolve(file), quota);
      return Optional.of(new CpuQuota(folder));
    } catch (IOException e) {
      new CpuQuota(folder).close();
      return Optional.empty();
    }
  }

  /** The command, as a process in the control group from its beginning. */
  List<String> within(List<String> command) {
    List<String> shell =
        new ArrayList<>(
            List.of("sh", "-c", "echo $$ > \"$0\"; exec \"$@\"", folder + "/cgroup.procs"));
    shell.addAll(command);
    return shell;
  }

  /** All processes in it must have ended. */
  @Override
  public void close() {
    try {
      Files.delete(folder);
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be removed", e);
    }
  }
}
