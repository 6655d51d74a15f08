package io.timecoin.devnet.backends;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker (KRaft, one node that is broker and controller) as a child process on 127.0.0.1;
 * its data stay in the folder over restarts.
 *
 * <p>Configured as the suite needs it (ARCHITECTURE, "Kafka, exactly"): no auto-created topics, 6 s
 * sessions, records of 8 MiB, a transaction log that is flushed per message. Dies with this
 * process.
 */
public final class EmbeddedKafka extends EmbeddedServer {
  private static final Duration FORMAT_LIMIT = Duration.ofSeconds(60);

  /**
   * Where and how a broker runs.
   *
   * @param folder holds configuration, log and data; created when missing
   * @param port of the clients on 127.0.0.1; 0 picks a free one
   * @param controllerPort of the controller on 127.0.0.1; 0 picks a free one
   * @param libraries the broker's jars
   */
  public record Settings(Path folder, int port, int controllerPort, BrokerLibraries libraries) {
    /** Free ports, libraries from the usual place. */
    public static Settings in(Path folder) {
      return new Settings(folder, 0, 0, BrokerLibraries.find());
    }

    private Settings withPortsPicked() {
      FreePorts free = FreePorts.ofThisMachine();
      return new Settings(
          folder.toAbsolutePath(),
          free.pickIfZero(port),
          free.pickIfZero(controllerPort),
          libraries);
    }
  }

  private final int controllerPort;
  private final BrokerJvm jvm;
  private final Function<BrokerJvm, List<String>> command;

  private EmbeddedKafka(Settings settings, Function<BrokerJvm, List<String>> command) {
    super(
        "Kafka",
        settings.folder(),
        List.of(settings.port(), settings.controllerPort()),
        new BrokerAdministration(settings.port())::prepare);
    this.controllerPort = settings.controllerPort();
    this.jvm = new BrokerJvm(settings.libraries(), folder().resolve("log4j2.properties"));
    this.command = command;
  }

  /**
   * Starts a broker and returns when it answers.
   *
   * @throws BackendFailure with the reason: port taken, folder in use, or the broker's last words
   */
  public static EmbeddedKafka start(Settings settings) {
    Path properties = properties(settings.folder());
    return started(new EmbeddedKafka(settings.withPortsPicked(), jvm -> jvm.serve(properties)));
  }

  static EmbeddedKafka startTraining(BrokerLibraries libraries, Path folder, Path cache) {
    Path properties = properties(folder);
    return started(
        new EmbeddedKafka(
            new Settings(folder, 0, 0, libraries).withPortsPicked(),
            jvm -> jvm.train(properties, cache)));
  }

  @Override
  LeashedCommand prepare() throws IOException {
    Files.writeString(
        properties(folder()), new BrokerConfiguration(data(), port(), controllerPort).text());
    copyLogConfiguration();
    formatOnce();
    return LeashedCommand.of(command.apply(jvm), folder(), log()).withGrace(GRACE);
  }

  private void copyLogConfiguration() throws IOException {
    try (InputStream source = EmbeddedKafka.class.getResourceAsStream("broker-log4j2.properties")) {
      if (source == null) {
        throw new IllegalStateException("broker-log4j2.properties is missing from the jar");
      }
      Files.copy(
          source, folder().resolve("log4j2.properties"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Formatting that was interrupted left no mark and is done anew. */
  private void formatOnce() throws IOException {
    Path done = folder().resolve("formatted");
    if (Files.exists(done)) {
      return;
    }
    LocalFolders.delete(data());
    Leash.run(
        LeashedCommand.of(
            jvm.format(properties(folder()), Uuid.randomUuid().toString()), folder(), log()),
        FORMAT_LIMIT,
        "Kafka could not format " + data());
    Files.createFile(done);
  }

  @Override
  Optional<String> reason(List<String> lastWords) {
    return BrokerRefusal.of(data(), lastWords);
  }

  private static Path properties(Path folder) {
    return folder.toAbsolutePath().resolve("server.properties");
  }

  @Override
  public Path log() {
    return folder().resolve("kafka.log");
  }

  /** Host and port for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }
}
