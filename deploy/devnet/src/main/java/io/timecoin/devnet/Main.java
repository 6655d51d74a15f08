package io.timecoin.devnet;

import io.timecoin.devnet.backends.BackendFailure;
import io.timecoin.devnet.command.BenchCommand;
import io.timecoin.devnet.command.CheckCommand;
import io.timecoin.devnet.command.CliCommand;
import io.timecoin.devnet.command.DlqCommand;
import io.timecoin.devnet.command.DownCommand;
import io.timecoin.devnet.command.LoadCommand;
import io.timecoin.devnet.command.LogsCommand;
import io.timecoin.devnet.command.StatusCommand;
import io.timecoin.devnet.command.TestCommand;
import io.timecoin.devnet.command.UpCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher behind {@code deploy/timecoin}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "timecoin",
    description = "Runs, watches and tests a TimeCoin masternode on this machine.",
    mixinStandardHelpOptions = true,
    version = "timecoin 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      CheckCommand.class,
      CliCommand.class,
      LoadCommand.class,
      DlqCommand.class,
      BenchCommand.class,
      TestCommand.class
    })
public final class Main {
  /** Held, because the JDK's logging forgets the level of a logger that nobody holds. */
  private static final Logger KAFKA_CLIENTS = Logger.getLogger("org.apache.kafka");

  private Main() {}

  public static void main(String[] arguments) {
    // What the clients say of themselves stands between the lines of `dlq` and `bench` otherwise.
    KAFKA_CLIENTS.setLevel(Level.WARNING);
    int code =
        new CommandLine(new Main())
            .setExecutionExceptionHandler(Main::explain)
            .setUsageHelpAutoWidth(true)
            .execute(arguments);
    System.exit(code);
  }

  /** Every failure that was foreseen is one clear sentence; only a bug shows its stack. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (failure instanceof LauncherFailure || failure instanceof BackendFailure) {
      commandLine.getErr().println("timecoin: " + failure.getMessage());
    } else {
      failure.printStackTrace(commandLine.getErr());
    }
    return 1;
  }
}
