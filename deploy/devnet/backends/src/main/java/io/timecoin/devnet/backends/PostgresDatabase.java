package io.timecoin.devnet.backends;

import java.sql.Connection;
import java.sql.SQLException;

/** One database of a server, and how its clients name it. */
public record PostgresDatabase(PostgresServer server, String name) {
  /** For JDBC; user and password apart. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), name);
  }

  /** For the Vert.x client; user and password apart. */
  public String reactiveUrl() {
    return "postgresql://%s:%d/%s".formatted(server.host(), server.port(), name);
  }

  /** A new connection; the caller closes it. */
  public Connection connect() throws SQLException {
    return server.connect(jdbcUrl());
  }
}
