package io.timecoin.ledger.schema;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The database to migrate, as the environment of the Job names it. */
record MigrationSettings(String jdbcUrl, String user, String password) {

  /** The first variable that has to be set and is not. */
  static Optional<String> firstMissing(Map<String, String> environment) {
    return Stream.of(SchemaMigration.URL_VARIABLE, SchemaMigration.USER_VARIABLE)
        .filter(name -> environment.getOrDefault(name, "").isBlank())
        .findFirst();
  }

  /** Reads the variables; a password is optional, since the server may trust the connection. */
  static MigrationSettings of(Map<String, String> environment) {
    return new MigrationSettings(
        environment.get(SchemaMigration.URL_VARIABLE),
        environment.get(SchemaMigration.USER_VARIABLE),
        environment.getOrDefault(SchemaMigration.PASSWORD_VARIABLE, ""));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "MigrationSettings[" + jdbcUrl + " as " + user + "]";
  }
}
