package io.timecoin.devnet.scaling;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.Leash;
import io.timecoin.devnet.backends.LeashedCommand;
import io.timecoin.devnet.backends.LogTail;
import io.timecoin.devnet.cpu.CpuShares;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.protocol.crypto.Hash256;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@link InProcessMain}, anew for each measurement.
 *
 * @param folder where its log is written
 */
record InProcess(Path folder, Hash256 genesisHash, CpuShares shares) {
  /** For starting, signing and warming up. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * Verifies for so long.
   *
   * @param cores that it gets at most
   */
  Window measure(Duration time, double cores) {
    Path log = folder.resolve("in-process.log");
    try (Leash process = Leash.start(LeashedCommand.of(command(time), folder, log))) {
      shares.limit(process.pid(), cores);
      if (!process.awaitExit(LIMIT.plus(time)) || process.exitCode().orElse(1) != 0) {
        throw new LauncherFailure(
            "verifying in one process did not end well; its last words:%n%s"
                .formatted(String.join(System.lineSeparator(), LogTail.read(log, 12))));
      }
    }
    return InProcessMain.result(LogTail.read(log, 1).getFirst());
  }

  private List<String> command(Duration time) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ServiceKind.VERIFIER.jvmFlags());
    // A verifier's log manager is not in this class path.
    command.removeIf(flag -> flag.startsWith("-Djava.util.logging.manager="));
    command.addAll(ScalingPlan.ONE_PROCESSOR);
    command.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            InProcessMain.class.getName(),
            genesisHash.toString(),
            Long.toString(time.toMillis())));
    return command;
  }
}
