package io.timecoin.devnet.backends;

/** Where the backends of a test run come from. */
sealed interface BackendSource permits EmbeddedSource {
  /** Starts a broker and returns host:port. */
  String startKafka();

  /** Starts a server and returns its address. */
  PostgresServer startPostgres();
}
