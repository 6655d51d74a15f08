package io.timecoin.devnet.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The public event stream of a running devnet. */
@Command(
    name = "events",
    description = {
      "Verifies the public events (topics chain.*) of a running devnet, and replays old ones.",
      "Example: events verify --from 1000 --to 2000"
    },
    subcommands = {EventsVerifyCommand.class, EventsReplayCommand.class},
    mixinStandardHelpOptions = true)
public final class EventsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "verify, or replay?");
  }
}
