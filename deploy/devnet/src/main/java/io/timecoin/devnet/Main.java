package io.timecoin.devnet;

import io.timecoin.devnet.backends.BackendFailure;
import io.timecoin.devnet.command.BenchCommand;
import io.timecoin.devnet.command.CheckCommand;
import io.timecoin.devnet.command.CliCommand;
import io.timecoin.devnet.command.DelayCommand;
import io.timecoin.devnet.command.DlqCommand;
import io.timecoin.devnet.command.DownCommand;
import io.timecoin.devnet.command.EventsCommand;
import io.timecoin.devnet.command.HealCommand;
import io.timecoin.devnet.command.KillCommand;
import io.timecoin.devnet.command.LightCommand;
import io.timecoin.devnet.command.LinkCommand;
import io.timecoin.devnet.command.LoadCommand;
import io.timecoin.devnet.command.LogsCommand;
import io.timecoin.devnet.command.PartitionCommand;
import io.timecoin.devnet.command.StartCommand;
import io.timecoin.devnet.command.StatusCommand;
import io.timecoin.devnet.command.TestCommand;
import io.timecoin.devnet.command.UpCommand;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher behind {@code deploy/timecoin}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "timecoin",
    description = "Runs, watches and tests TimeCoin masternodes on this machine.",
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
      PartitionCommand.class,
      HealCommand.class,
      DelayCommand.class,
      LinkCommand.class,
      KillCommand.class,
      StartCommand.class,
      DlqCommand.class,
      EventsCommand.class,
      LightCommand.class,
      BenchCommand.class,
      TestCommand.class
    })
public final class Main {
  /**
   * What these say of themselves would stand between the lines of {@code up}, {@code dlq} and
   * {@code bench}. Held, because the JDK's logging forgets the level of a logger that nobody holds.
   */
  private static final List<Logger> TALKATIVE =
      Stream.of("org.apache.kafka", "org.flywaydb").map(Logger::getLogger).toList();

  private Main() {}

  public static void main(String[] arguments) {
    TALKATIVE.forEach(library -> library.setLevel(Level.WARNING));
    int code = commandLine().execute(arguments);
    System.exit(code);
  }

  /** All commands, with their failures explained. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
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
