package io.timecoin.devnet.backends;

import java.time.Duration;
import java.util.OptionalInt;

/** What the two embedded servers have in common: a process with one port that can be restarted. */
public sealed interface EmbeddedServer extends AutoCloseable
    permits EmbeddedKafka, EmbeddedPostgreSql {
  /** The port clients connect to, on 127.0.0.1; the same after a restart. */
  int port();

  /** The process id of the server itself. */
  long pid();

  boolean isAlive();

  /** Empty while it runs. */
  OptionalInt exitCode();

  /** Orderly stop, KILL after the grace; returns when the process is gone. */
  void stop(Duration grace);

  /** As kill -9 does; returns when the process is gone. */
  void kill();

  /** Starts again on the same folder and ports and returns when it answers. */
  void restart();

  /** Stops with ten seconds of grace and gives the ports back. */
  @Override
  void close();
}
