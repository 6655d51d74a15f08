package io.timecoin.devnet.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Delays every link. */
@Command(
    name = "delay",
    description = {
      "Sets what every byte between two masternodes of a running devnet takes, each way."
    },
    mixinStandardHelpOptions = true)
public final class DelayCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Parameters(index = "0", paramLabel = "TIME", description = "e.g. 25ms, or 0")
  private String time = "";

  @Override
  public Integer call() {
    name.order("delay", time);
    return 0;
  }
}
