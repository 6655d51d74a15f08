package io.timecoin.devnet.backends;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The main class of a parent with a broker and a PostgreSQL server. */
final class LeashedServers {
  private LeashedServers() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    var postgres =
        EmbeddedPostgreSql.start(EmbeddedPostgreSql.Settings.in(folder.resolve("postgresql")));
    var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(folder.resolve("kafka")));
    System.out.println(postgres.pid() + " " + kafka.pid());
    new CountDownLatch(1).await();
  }
}
