package io.timecoin.ledger.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.ledger.schema.SchemaMigration;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.testing.TestChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Real backends with a migrated, empty database and the genesis of {@link #chain}. */
public final class LedgerBackends implements QuarkusTestResourceLifecycleManager {
  /** Init argument: "false" leaves the database empty. */
  public static final String MIGRATED = "migrated";

  private static final int MEMBERS = 4;

  private final Backends backends = new Backends();
  private boolean migrated = true;

  /** A fresh copy of the tests' chain; all copies have the same genesis. */
  public static TestChain chain() {
    return TestChain.ofMembers(MEMBERS);
  }

  @Override
  public void init(Map<String, String> arguments) {
    backends.init(arguments);
    migrated = Boolean.parseBoolean(arguments.getOrDefault(MIGRATED, "true"));
  }

  @Override
  public Map<String, String> start() {
    var configuration = new HashMap<>(backends.start());
    if (migrated) {
      var database = backends.assigned().database().orElseThrow();
      var server = database.server();
      SchemaMigration.migrate(database.jdbcUrl(), server.user(), server.password());
    }
    configuration.put("timecoin.genesis-file", genesisFile().toString());
    configuration.put("timecoin.instance", "ledger-test");
    // A busy machine is no reason to fail.
    configuration.put("timecoin.internal-deadline", "30s");
    return configuration;
  }

  @Override
  public void stop() {
    backends.stop();
  }

  @Override
  public void inject(TestInjector injector) {
    backends.inject(injector);
  }

  private static Path genesisFile() {
    try {
      Path file = Files.createTempFile("genesis", ".hex");
      file.toFile().deleteOnExit();
      GenesisFile.write(file, chain().genesis());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
