package io.timecoin.ledger.schema;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a PostgreSQL database to the ledger's schema. A step of its own, run before the ledger
 * (the launcher, or a Kubernetes Job by {@link #main}): idempotent, and safe to run twice at once,
 * since Flyway holds a lock in the database meanwhile.
 */
public final class SchemaMigration {
  /** The version that {@link #migrate} leaves behind. */
  public static final String LATEST_VERSION = "1";

  /** Where the migrations lie on the class path. */
  static final String LOCATION = "classpath:db/ledger";

  /** The environment variables that {@link #main} reads. */
  static final String URL_VARIABLE = "TIMECOIN_LEDGER_JDBC_URL";

  static final String USER_VARIABLE = "TIMECOIN_LEDGER_DB_USER";
  static final String PASSWORD_VARIABLE = "TIMECOIN_LEDGER_DB_PASSWORD";

  private SchemaMigration() {}

  /**
   * Migrates and returns the number of migrations that were applied: 0 when there was nothing to
   * do.
   *
   * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
   * @throws FlywayException when the database does not answer, is newer than this code, or holds a
   *     migration that was edited afterwards
   */
  public static int migrate(String jdbcUrl, String user, String password) {
    return migrate(jdbcUrl, user, password, LOCATION);
  }

  /** With the migrations of these locations: a test has some of a version that is none yet. */
  static int migrate(String jdbcUrl, String user, String password, String... locations) {
    return Flyway.configure(SchemaMigration.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .locations(locations)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        // Ours are the empty databases: one that holds foreign tables is a mistake.
        .baselineOnMigrate(false)
        // A ledger that was once newer must not be taken for one that is up to date.
        .ignoreMigrationPatterns(new String[0])
        .load()
        .migrate()
        .migrationsExecuted;
  }

  /**
   * Migrates the database that the environment names and ends with exit code 0, or 1 and one
   * sentence.
   */
  public static void main(String[] arguments) {
    var missing = MigrationSettings.firstMissing(System.getenv());
    if (missing.isPresent()) {
      System.err.println("Set " + missing.get() + ": the database to migrate.");
      System.exit(1);
    }
    var settings = MigrationSettings.of(System.getenv());
    try {
      int applied = migrate(settings.jdbcUrl(), settings.user(), settings.password());
      System.out.println(
          "The ledger's schema is at version " + LATEST_VERSION + ": " + applied + " applied.");
    } catch (FlywayException e) {
      System.err.println("The ledger's schema was not migrated: " + e.getMessage());
      System.exit(1);
    }
  }
}
