package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsIT {
  private static final String DATABASE_URL = "quarkus.datasource.reactive.url";

  @TempDir Path folder;

  @Test
  void everyClassGetsItsOwnPrefixAndDatabaseOnTheSameServers() throws SQLException {
    var first = new Backends();
    var second = new Backends();
    first.init(Map.of());
    second.init(Map.of("postgres", "true"));

    Map<String, String> one = first.start();
    Map<String, String> other = second.start();

    assertThat(one.get("kafka.bootstrap.servers")).isEqualTo(other.get("kafka.bootstrap.servers"));
    assertThat(one.get("timecoin.kafka.prefix")).isNotEqualTo(other.get("timecoin.kafka.prefix"));
    assertThat(one.get(DATABASE_URL)).isNotEqualTo(other.get(DATABASE_URL));
    PostgresDatabase database = first.assigned().database().orElseThrow();
    assertThat(database.reactiveUrl()).isEqualTo(one.get(DATABASE_URL));
    try (Connection connection = database.connect()) {
      assertThat(connection.isValid(10)).isTrue();
    }
  }

  @Test
  void withoutPostgresNoDatabaseIsNamed() {
    var backends = new Backends();
    backends.init(Map.of("postgres", "false"));

    assertThat(backends.start())
        .containsKey("timecoin.kafka.prefix")
        .doesNotContainKey(DATABASE_URL);
  }

  @Test
  void whatWasStartedIsNotedForOtherClassLoaders() {
    String kafka = TestBackends.shared().kafkaBootstrapServers();
    PostgresServer postgres = TestBackends.shared().postgres();

    assertThat(System.getProperty(TestBackends.KAFKA)).isEqualTo(kafka);
    assertThat(System.getProperty(TestBackends.POSTGRES))
        .isEqualTo(postgres.host() + ":" + postgres.port());
  }

  @Test
  void killNineOfTheParentLeavesNothingAndTheFolderIsServedAgain() throws IOException {
    BrokerLibraries.findOrBuild();
    ParentProcess parent = ParentProcess.start(LeashedServers.class, folder);
    List<Long> below = parent.descendants();
    assertThat(below).containsAll(parent.children());

    parent.killNine();
    try (var postgres =
        EmbeddedPostgreSql.start(EmbeddedPostgreSql.Settings.in(folder.resolve("postgresql")))) {
      assertThat(postgres.isAlive()).isTrue();
    }

    Deadline.await("all gone", () -> below.stream().allMatch(Deadline::isGone));
  }
}
