package io.timecoin.devnet.backends;

import java.security.SecureRandom;

/**
 * One Kafka broker and one PostgreSQL server for all tests of a run, without any test framework.
 *
 * <p>System properties {@value #KAFKA} and {@value #POSTGRES} (host:port) name servers that run
 * already, {@value #POSTGRES_USER} and {@value #POSTGRES_PASSWORD} the user there (both "timecoin"
 * unless given); whatever is not named is started at first use and ends with this JVM. What was
 * started is noted in the same properties, so that copies of this class in other class loaders
 * (Quarkus makes several) share it.
 */
public final class TestBackends {
  public static final String KAFKA = "test.backends.kafka";
  public static final String POSTGRES = "test.backends.postgres";
  public static final String POSTGRES_USER = "test.backends.postgres.user";
  public static final String POSTGRES_PASSWORD = "test.backends.postgres.password";

  /** Interned strings are one object per JVM: the only monitors that all class loaders share. */
  private static final Object KAFKA_MONITOR = (TestBackends.class.getName() + KAFKA).intern();

  private static final Object POSTGRES_MONITOR = (TestBackends.class.getName() + POSTGRES).intern();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TestBackends SHARED = new TestBackends();

  private TestBackends() {}

  /** The backends of this run. */
  public static TestBackends shared() {
    return SHARED;
  }

  /** Host and port of the broker, which is started if need be. */
  public String kafkaBootstrapServers() {
    synchronized (KAFKA_MONITOR) {
      if (System.getProperty(KAFKA) == null) {
        System.setProperty(KAFKA, Source.CHOSEN.startKafka());
      }
      return System.getProperty(KAFKA);
    }
  }

  /** The server, which is started if need be. */
  public PostgresServer postgres() {
    synchronized (POSTGRES_MONITOR) {
      if (System.getProperty(POSTGRES) == null) {
        PostgresServer started = Source.CHOSEN.startPostgres();
        System.setProperty(POSTGRES, started.host() + ":" + started.port());
        System.setProperty(POSTGRES_USER, started.user());
        System.setProperty(POSTGRES_PASSWORD, started.password());
      }
      return givenPostgres(System.getProperty(POSTGRES));
    }
  }

  static PostgresServer givenPostgres(String address) {
    int colon = address.lastIndexOf(':');
    try {
      return new PostgresServer(
          address.substring(0, colon),
          Integer.parseInt(address.substring(colon + 1)),
          System.getProperty(POSTGRES_USER, "timecoin"),
          System.getProperty(POSTGRES_PASSWORD, "timecoin"));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new BackendFailure("%s must be host:port, not %s.".formatted(POSTGRES, address), e);
    }
  }

  /** A prefix for topics, groups and ids that no other test has: "t", eight digits, a dot. */
  public String newPrefix() {
    return randomName() + ".";
  }

  /** An empty database that no other test has. */
  public PostgresDatabase newDatabase() {
    return postgres().createDatabase(randomName());
  }

  private static String randomName() {
    return "t%08x".formatted(RANDOM.nextInt());
  }

  private static final class Source {
    static final BackendSource CHOSEN = new EmbeddedSource();
  }
}
