package io.timecoin.devnet.command;

import io.timecoin.devnet.suite.TestRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the tests. */
@Command(
    name = "test",
    description = {
      "Runs all tests.",
      "Unit, property, simulation, integration on real Kafka and PostgreSQL, and end-to-end over",
      "running services; --full runs the long campaigns too."
    },
    mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
  @Option(names = "--full", description = "also the long campaigns")
  private boolean full;

  @Override
  public Integer call() {
    return new TestRun(full).run();
  }
}
