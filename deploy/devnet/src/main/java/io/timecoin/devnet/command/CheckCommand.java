package io.timecoin.devnet.command;

import io.timecoin.devnet.backends.FreePorts;
import io.timecoin.devnet.check.Finding;
import io.timecoin.devnet.check.Preflight;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.Sources;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether this machine can run a devnet. */
@Command(
    name = "check",
    description = {
      "Checks JDK, memory, disk, ports, Kafka rights and clocks.",
      "Exit code 1 on a problem. Kafka is asked while the devnet runs."
    },
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Override
  public Integer call() {
    DevnetFolder folder = name.folder();
    List<Finding> findings =
        new Preflight(folder, Sources.root(), FreePorts::isFree)
            .run(DetachedStart.isRunning(folder));
    for (Finding finding : findings) {
      System.out.println(
          "%-4s %-8s %s"
              .formatted(finding.ok() ? "ok" : "BAD", finding.subject(), finding.sentence()));
    }
    return findings.stream().allMatch(Finding::ok) ? 0 : 1;
  }
}
