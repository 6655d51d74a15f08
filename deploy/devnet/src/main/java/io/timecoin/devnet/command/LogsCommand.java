package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetSettings;
import io.timecoin.devnet.suite.MasternodeFolder;
import io.timecoin.devnet.suite.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a log. */
@Command(
    name = "logs",
    description = "Follows the log of one service, of kafka or of postgres.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();

  @Parameters(
      arity = "1..2",
      paramLabel = "[N] SERVICE",
      hideParamSyntax = true,
      description = {
        "p2p-gateway, verifier-service, …, kafka or postgres;",
        "of several masternodes, the number before it says whose"
      })
  private List<String> words = List.of();

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "100",
      description = "begin with the last N lines (default: ${DEFAULT-VALUE})")
  private int lines = 100;

  @Option(names = "--no-follow", description = "end after those lines")
  private boolean noFollow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path file = file();
    var command =
        noFollow
            ? List.of("tail", "-n", Integer.toString(lines), file.toString())
            : List.of("tail", "-n", Integer.toString(lines), "-F", file.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private Path file() {
    DevnetFolder folder = name.folder();
    String service = words.getLast();
    Path file =
        switch (service) {
          case "kafka" -> folder.kafka().resolve("kafka.log");
          case "postgres" -> folder.postgres().resolve("postgresql.log");
          default -> masternode(folder).logs().resolve(service + ".log");
        };
    if (!service.matches("[a-z0-9-]+") || !Files.exists(file)) {
      throw new LauncherFailure(
          "devnet \"%s\" has no log of \"%s\"; there are %s (with -N for several), kafka, postgres"
              .formatted(folder.name(), service, ServiceKind.names()));
    }
    return file;
  }

  private MasternodeFolder masternode(DevnetFolder folder) {
    if (!folder.exists()) {
      throw new LauncherFailure("there is no devnet \"%s\"".formatted(folder.name()));
    }
    DevnetSettings settings = DevnetSettings.read(folder);
    if (words.size() == 1 && settings.masternodes() > 1) {
      throw new LauncherFailure("whose? e.g. logs 2 " + words.getLast());
    }
    String number = words.size() == 1 ? "1" : words.getFirst();
    if (!number.matches("[1-9]\\d?")) {
      throw new LauncherFailure("a masternode's number, not \"" + number + "\"");
    }
    return settings.id(Integer.parseInt(number)).folder(folder);
  }
}
