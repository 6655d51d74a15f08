package io.timecoin.devnet.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A client that does not keep the chain. */
@Command(
    name = "light",
    description = {
      "Proves payments like a light client: from the genesis document, without trusting the node.",
      "Example: light verify TXID"
    },
    subcommands = {LightVerifyCommand.class},
    mixinStandardHelpOptions = true)
public final class LightCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "verify?");
  }
}
