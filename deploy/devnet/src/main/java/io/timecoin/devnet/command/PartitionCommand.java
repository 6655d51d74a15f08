package io.timecoin.devnet.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cuts masternodes off from each other. */
@Command(
    name = "partition",
    description = {
      "Cuts a running devnet's masternodes off from each other: nothing crosses between groups"
          + " until",
      "`heal`. No connection ends: what is sent meanwhile arrives after healing.",
      "Example: partition 1,2/3,4"
    },
    mixinStandardHelpOptions = true)
public final class PartitionCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Parameters(
      index = "0",
      paramLabel = "GROUPS",
      description = "every masternode in one group, e.g. 1,2/3,4")
  private String groups = "";

  @Override
  public Integer call() {
    name.order("partition", groups);
    return 0;
  }
}
