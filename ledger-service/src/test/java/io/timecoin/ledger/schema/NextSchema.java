package io.timecoin.ledger.schema;

import io.timecoin.devnet.backends.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The migration of a release that does not exist: this build's versions and one more, by the same
 * code.
 */
public final class NextSchema {
  private NextSchema() {}

  /** The number of migrations applied. */
  public static int migrate(PostgresDatabase database) {
    return migrate(database.jdbcUrl(), database.server().user(), database.server().password());
  }

  private static int migrate(String jdbcUrl, String user, String password) {
    return SchemaMigration.migrate(
        jdbcUrl, user, password, SchemaMigration.LOCATION, "classpath:db/ledger-next");
  }

  /** The same in a process of its own, for a test that kills it. */
  public static Process begin(PostgresDatabase database) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            NextSchema.class.getName(),
            database.jdbcUrl(),
            database.server().user(),
            database.server().password())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] arguments) {
    int unused = migrate(arguments[0], arguments[1], arguments[2]);
  }
}
