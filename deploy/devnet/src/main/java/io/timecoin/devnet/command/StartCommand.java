package io.timecoin.devnet.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts a masternode or one of its services. */
@Command(
    name = "start",
    description = {"Starts what of a running devnet was killed, and returns when it is ready."},
    mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Parameters(index = "0", paramLabel = "N", description = "which masternode, from 1 on")
  private String number = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "e.g. mempool-service (default: all)")
  private String service = "";

  @Override
  public Integer call() {
    List<String> words = new ArrayList<>(List.of("start", number));
    if (!service.isEmpty()) {
      words.add(service);
    }
    name.order(words.toArray(String[]::new));
    return 0;
  }
}
