package io.timecoin.devnet.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Long measurements and attacks. */
@Command(
    name = "bench",
    description = "Long measurements and attacks; each NAME is a subcommand.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      FuzzCommand.class,
      LedgerCommand.class,
      PoolCommand.class,
      RouteCommand.class,
      ScalingCommand.class,
      SimulateCommand.class,
      VerifyCommand.class
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Runnable {
  @Mixin private DevnetName name = new DevnetName();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which one? e.g. bench fuzz");
  }

  /** Which devnet the subcommands mean. */
  DevnetName devnet() {
    return name;
  }
}
