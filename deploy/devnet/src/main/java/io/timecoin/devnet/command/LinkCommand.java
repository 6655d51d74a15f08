package io.timecoin.devnet.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cuts, mends or slows one link. */
@Command(
    name = "link",
    description = {
      "Cuts, mends or slows one link of a running devnet.",
      "Examples: link 1-2 down; link 1-2 up; link 1-2 1kB/s; link 1-2 full"
    },
    mixinStandardHelpOptions = true)
public final class LinkCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Parameters(index = "0", paramLabel = "PAIR", description = "two masternodes, e.g. 1-2")
  private String pair = "";

  @Parameters(
      index = "1",
      paramLabel = "STATE",
      description = "down, up, a rate such as 1kB/s, or full")
  private String state = "";

  @Override
  public Integer call() {
    name.order("link", pair, state);
    return 0;
  }
}
