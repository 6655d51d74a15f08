package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestBackendsTest {
  @Test
  void aGivenAddressIsHostAndPort() {
    PostgresServer server = TestBackends.givenPostgres("db.example:5432");

    assertThat(server.host()).isEqualTo("db.example");
    assertThat(server.port()).isEqualTo(5432);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "localhost:", "localhost:many"})
  void anAddressThatIsNoneIsNamed(String address) {
    assertThatThrownBy(() -> TestBackends.givenPostgres(address))
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining(TestBackends.POSTGRES);
  }

  @Test
  void prefixesDiffer() {
    TestBackends backends = TestBackends.shared();

    assertThat(backends.newPrefix()).matches("t[0-9a-f]{8}\\.").isNotEqualTo(backends.newPrefix());
  }

  @Test
  void configurationNamesTheDatabaseOnlyWhenThereIsOne() {
    var without = new AssignedBackends("127.0.0.1:1", "t1.", Optional.empty());
    var database = new PostgresServer("127.0.0.1", 2, "u", "p").database("d");
    var with = new AssignedBackends("127.0.0.1:1", "t1.", Optional.of(database));

    assertThat(without.configuration())
        .containsOnlyKeys(
            "kafka.bootstrap.servers", "timecoin.kafka.bootstrap-servers", "timecoin.kafka.prefix");
    assertThat(with.configuration())
        .containsEntry("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:2/d")
        .containsOnlyKeys(
            "kafka.bootstrap.servers",
            "timecoin.kafka.bootstrap-servers",
            "timecoin.kafka.prefix",
            "quarkus.datasource.reactive.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a\"; DROP DATABASE b", "1a", "a-b"})
  void aDatabaseNameThatWouldNeedQuotingIsRefused(String name) {
    var server = new PostgresServer("127.0.0.1", 1, "u", "p");

    assertThatThrownBy(() -> server.createDatabase(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void passwordsAreNotPrinted() {
    var server = new PostgresServer("127.0.0.1", 1, "u", "secret");

    assertThat(server.database("d").toString()).doesNotContain("secret");
  }
}
