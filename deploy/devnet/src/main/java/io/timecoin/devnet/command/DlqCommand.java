package io.timecoin.devnet.command;

import io.timecoin.devnet.dlq.DeadLetterTopics;
import io.timecoin.devnet.suite.DevnetPorts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Dead letters: records that a service could not read and has put aside. */
@Command(
    name = "dlq",
    description = {
      "Lists, shows and replays dead letters: records that a service could not read.",
      "Each lies in its topic's *.dlq with the reason and the place; the devnet must run.",
      "Examples: dlq list; dlq show tx.inbound 0; dlq replay tx.inbound 0 1"
    },
    subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class},
    mixinStandardHelpOptions = true)
public final class DlqCommand implements Runnable {
  @Mixin private DevnetName name = new DevnetName();
  @Mixin private NodeOption node = new NodeOption();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show or replay?");
  }

  /** Those of the running devnet. */
  DeadLetterTopics letters() {
    name.running();
    return new DeadLetterTopics(
        "127.0.0.1:" + DevnetPorts.plan(name.folder()).kafka(),
        node.of(name.folder()).kafkaPrefix());
  }
}
