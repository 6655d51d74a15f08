package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.BackendFailure;
import io.timecoin.devnet.check.Finding;
import io.timecoin.devnet.check.Preflight;
import io.timecoin.devnet.control.Order;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetOptions;
import io.timecoin.devnet.suite.DevnetSettings;
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
      "Starts a devnet on an embedded Kafka and PostgreSQL: one masternode, or several joined by",
      "links that other commands delay, cut and mend.",
      "Ready means that a probe payment became final. An existing devnet continues its chain."
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final Pattern INTERVAL = Pattern.compile("(\\d{1,5})(s|m|min)?");

  @Mixin private DevnetName name = new DevnetName();

  @Option(
      names = "--masternodes",
      paramLabel = "N",
      description =
          "masternodes of equal weight, 1 to 7 (default: 1, or those of an existing devnet); fixed"
              + " by genesis")
  private Integer masternodes;

  @Option(
      names = "--link-delay",
      paramLabel = "TIME",
      defaultValue = "0ms",
      description =
          "what every byte between two masternodes takes, each way, e.g. 25ms (default:"
              + " ${DEFAULT-VALUE})")
  private String linkDelay = "0ms";

  @Option(
      names = "--verifiers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "verifier instances of each masternode that share the work, 1 to 24 (default:"
              + " ${DEFAULT-VALUE})")
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
    var options =
        new DevnetOptions(folder, replicas(), interval(), Sources.root())
            .withMasternodes(masternodes())
            .withLinkDelay(Order.delay(linkDelay));
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
    requireMemory(folder, options);
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

  Optional<Integer> masternodes() {
    int most = PortPlan.maximumMasternodes();
    if (masternodes != null && (masternodes < 1 || masternodes > most)) {
      throw new LauncherFailure("--masternodes is 1 to %d, not %d".formatted(most, masternodes));
    }
    return Optional.ofNullable(masternodes);
  }

  /** Several masternodes on too small a machine would start, and then end one after the other. */
  private static void requireMemory(DevnetFolder folder, DevnetOptions options) {
    int wanted =
        folder.exists()
            ? DevnetSettings.read(folder).masternodes()
            : options.masternodes().orElse(1);
    Finding memory = Preflight.memory(wanted);
    if (wanted > 1 && !memory.ok()) {
      throw new LauncherFailure(
          "not enough memory for %d masternodes: %s".formatted(wanted, memory.sentence()));
    }
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
    arguments.addAll(List.of("--link-delay", linkDelay));
    if (masternodes != null) {
      arguments.addAll(List.of("--masternodes", Integer.toString(masternodes)));
    }
    if (blockInterval != null) {
      arguments.addAll(List.of("--block-interval", blockInterval));
    }
    return arguments;
  }
}
