package io.timecoin.devnet.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a masternode or one of its services. */
@Command(
    name = "start",
    description = {"Starts what of a running devnet was killed, and returns when it is ready."},
    mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Mixin private ServiceChoice choice = new ServiceChoice();

  @Override
  public Integer call() {
    name.order(choice.order("start"));
    return 0;
  }
}
