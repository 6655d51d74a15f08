package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.BackendFailure;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetOptions;
import io.timecoin.devnet.suite.PortPlan;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.devnet.suite.Sources;
import io.timecoin.devnet.suite.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a devnet. */
@Command(
    name = "up",
    description = {
      "Starts a devnet: one masternode on an embedded Kafka and PostgreSQL.",
      "Ready means that a probe payment became final. An existing devnet continues its chain."
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final Pattern INTERVAL = Pattern.compile("(\\d{1,5})(s|m|min)?");

  @Mixin private DevnetName name = new DevnetName();

  @Option(
      names = "--verifiers",
      paramLabel = "N",
      defaultValue = "1",
      description = "verifier instances that share the work, 1 to 24 (default: ${DEFAULT-VALUE})")
  private int verifiers = 1;

  @Option(
      names = "--standbys",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "standbys beside the active mempool, consensus and ledger service, 0 to 2 (default:"
              + " ${DEFAULT-VALUE})")
  private int standbys;

  @Option(
      names = "--block-interval",
      paramLabel = "TIME",
      description = "from slot end to slot end, e.g. 5s or 10m (default: 20s); fixed by genesis")
  private String blockInterval;

  @Option(names = "--fresh", description = "delete this devnet's chain and keys first")
  private boolean fresh;

  @Option(names = "--detach", description = "return when ready and leave it running")
  private boolean detach;

  @Option(names = "--supervise", hidden = true)
  private boolean supervise;

  @Override
  public Integer call() {
    DevnetFolder folder = name.folder();
    var options = new DevnetOptions(folder, replicas(), interval(), Sources.root());
    if (supervise) {
      return new Supervisor(options).runDetached();
    }
    if (DetachedStart.isRunning(folder)) {
      throw new LauncherFailure(
          "devnet \"%s\" is already running; `status` shows it, `down` stops it"
              .formatted(folder.name()));
    }
    if (fresh) {
      folder.wipe();
    }
    if (detach) {
      return new DetachedStart(options).run(arguments());
    }
    try {
      return new Supervisor(options).runInForeground();
    } catch (BackendFailure e) {
      throw new LauncherFailure(e.getMessage(), e);
    }
  }

  private Replicas replicas() {
    if (verifiers < 1 || verifiers > PortPlan.maximumVerifiers()) {
      throw new LauncherFailure(
          "--verifiers is 1 to %d, not %d".formatted(PortPlan.maximumVerifiers(), verifiers));
    }
    if (standbys < 0 || standbys > PortPlan.maximumStandbys()) {
      throw new LauncherFailure(
          "--standbys is 0 to %d, not %d".formatted(PortPlan.maximumStandbys(), standbys));
    }
    return new Replicas(verifiers, standbys);
  }

  Optional<Duration> interval() {
    if (blockInterval == null) {
      return Optional.empty();
    }
    Matcher matcher = INTERVAL.matcher(blockInterval);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new LauncherFailure(
          "--block-interval is a time such as 5s or 10m, not \"" + blockInterval + "\"");
    }
    long number = Long.parseLong(matcher.group(1));
    boolean seconds = matcher.group(2) == null || matcher.group(2).equals("s");
    return Optional.of(seconds ? Duration.ofSeconds(number) : Duration.ofMinutes(number));
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--verifiers", Integer.toString(verifiers)));
    arguments.addAll(List.of("--standbys", Integer.toString(standbys)));
    if (blockInterval != null) {
      arguments.addAll(List.of("--block-interval", blockInterval));
    }
    return arguments;
  }
}
