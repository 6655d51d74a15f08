package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.verify.VerifyProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast signatures are verified; needs no devnet. */
@Command(
    name = "verify",
    description = {
      "Measures how many Ed25519 signatures one core verifies in a second: libsodium,"
          + " BouncyCastle,",
      "and ours, one by one and in batches. All in one run, in turns, after a warm-up; medians of",
      "the thread's processor time. About half a minute. Needs no devnet."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_ROUNDS = 1_000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "21",
      description = "how many turns each has, of 30 ms (default: ${DEFAULT-VALUE})")
  private int rounds = 21;

  @Option(
      names = "--corretto",
      paramLabel = "JAR",
      description = "Amazon Corretto Crypto Provider for this machine, to be measured too")
  private Path corretto;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new LauncherFailure("--rounds is 1 to %d, not %d".formatted(MOST_ROUNDS, rounds));
    }
    if (corretto != null && !Files.isReadable(corretto)) {
      throw new LauncherFailure("cannot read " + corretto);
    }
    return VerifyProcess.run(json, rounds, Optional.ofNullable(corretto));
  }
}
