package io.timecoin.devnet.bench;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.BackendFailure;
import io.timecoin.devnet.suite.DevnetFolder;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * The folder of a devnet that exists for one measurement. Whatever ends the measurement, also
 * Ctrl-C, it has put its processes away when this returns, and the folder goes with it; only of a
 * failure the folder stays, for its logs.
 */
public final class OwnDevnet {
  private OwnDevnet() {}

  /**
   * Does the work in a new folder.
   *
   * @param purpose begins the devnet's name: at most 20 small letters or dashes
   * @param work starts the devnet and closes it
   * @throws LauncherFailure when a part does not start, a measurement makes no sense, or somebody
   *     asked for the end
   */
  public static <R> R use(String purpose, Function<DevnetFolder, R> work) {
    DevnetFolder folder =
        DevnetFolder.of(
            purpose + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
    try (var end = new OrderlyEnd()) {
      try {
        R result = work.apply(folder);
        folder.remove();
        return result;
      } catch (RuntimeException e) {
        if (end.isAsked()) {
          folder.remove();
          throw new InterruptedMeasurement(e);
        }
        throw explained(e, folder);
      }
    }
  }

  private static RuntimeException explained(RuntimeException failure, DevnetFolder folder) {
    boolean isForeseen =
        failure instanceof LauncherFailure
            || failure instanceof BackendFailure
            || failure instanceof KafkaException;
    return isForeseen
        ? new LauncherFailure(
            "%s (logs of this run: %s)".formatted(failure.getMessage(), folder.path()), failure)
        : failure;
  }
}
