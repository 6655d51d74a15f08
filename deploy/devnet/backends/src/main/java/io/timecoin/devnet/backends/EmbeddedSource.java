package io.timecoin.devnet.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Child processes on a folder of this run. They and the folder are gone when this JVM has ended;
 * after kill -9 of this JVM the leash ends the processes and a later run removes the folder.
 */
final class EmbeddedSource implements BackendSource {
  private final List<EmbeddedServer> running = new CopyOnWriteArrayList<>();
  private final FolderLock run;

  EmbeddedSource() {
    Path runs = LocalFolders.shared("runs");
    removeAbandoned(runs);
    this.run =
        FolderLock.take(
            runs.resolve(
                ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime())));
    Runtime.getRuntime().addShutdownHook(new Thread(this::endRun, "backends-end"));
  }

  @Override
  public String startKafka() {
    var libraries = BrokerLibraries.findOrBuild();
    var settings = new EmbeddedKafka.Settings(run.folder().resolve("kafka"), 0, 0, libraries);
    EmbeddedKafka kafka = EmbeddedKafka.start(settings);
    running.add(kafka);
    return kafka.bootstrapServers();
  }

  @Override
  public PostgresServer startPostgres() {
    var postgres =
        EmbeddedPostgreSql.start(
            EmbeddedPostgreSql.Settings.in(run.folder().resolve("postgresql")));
    running.add(postgres);
    return postgres.address();
  }

  /** Nobody needs the data of a test run: no orderly stop. */
  private void endRun() {
    running.forEach(EmbeddedServer::kill);
    run.close();
    try {
      LocalFolders.delete(run.folder());
    } catch (IOException e) {
      // The next run removes it.
    }
  }

  private static void removeAbandoned(Path runs) {
    if (!Files.isDirectory(runs)) {
      return;
    }
    try (Stream<Path> folders = Files.list(runs)) {
      folders.forEach(EmbeddedSource::removeIfAbandoned);
    } catch (IOException | UncheckedIOException e) {
      // Left for the next run; tidying up must not stop a test.
    }
  }

  private static void removeIfAbandoned(Path folder) {
    FolderLock.tryTake(folder)
        .ifPresent(
            lock -> {
              try (lock) {
                LocalFolders.delete(folder);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
