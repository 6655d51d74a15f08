package io.timecoin.devnet.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Mends every link. */
@Command(
    name = "heal",
    description = {"Mends every link of a running devnet; the delay stays."},
    mixinStandardHelpOptions = true)
public final class HealCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Override
  public Integer call() {
    name.order("heal");
    return 0;
  }
}
