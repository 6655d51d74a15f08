package io.timecoin.devnet.backends;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * A PostgreSQL server and a user who may create databases there.
 *
 * @param host name or address
 * @param port of the server
 * @param user may create databases
 * @param password of that user
 */
public record PostgresServer(String host, int port, String user, String password) {
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String MAINTENANCE = "postgres";

  /** The database of this name on this server, whether it exists or not. */
  public PostgresDatabase database(String name) {
    return new PostgresDatabase(this, name);
  }

  /**
   * Makes an empty database unless it is there.
   *
   * @param name lower-case letters, digits and underscores, at most 63
   * @throws BackendFailure when the server does not answer or refuses
   */
  public PostgresDatabase createDatabase(String name) {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a database name: " + name);
    }
    try (Connection connection = database(MAINTENANCE).connect()) {
      if (!exists(connection, name)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE \"" + name + "\"");
        }
      }
      return database(name);
    } catch (SQLException e) {
      throw new BackendFailure(
          "PostgreSQL at %s:%d did not create database %s: %s"
              .formatted(host, port, name, e.getMessage()),
          e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Returns when the server answered; the exception says why it did not. */
  void ping() throws SQLException {
    try (Connection connection = database(MAINTENANCE).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  /** The driver itself, because DriverManager hides it from other class loaders than its own. */
  Connection connect(String jdbcUrl) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "2");
    return new Driver().connect(jdbcUrl, properties);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "PostgresServer[%s:%d, user=%s]".formatted(host, port, user);
  }
}
