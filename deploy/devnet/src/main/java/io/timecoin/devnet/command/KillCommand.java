package io.timecoin.devnet.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Kills a masternode or one of its services. */
@Command(
    name = "kill",
    description = {
      "Kills processes of a running devnet as kill -9 does; they stay away until `start`."
    },
    mixinStandardHelpOptions = true)
public final class KillCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Mixin private ServiceChoice choice = new ServiceChoice();

  @Override
  public Integer call() {
    name.order(choice.order("kill"));
    return 0;
  }
}
