package io.timecoin.ledger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What needs no database; the ledger's integration tests migrate real ones. */
class SchemaMigrationTest {

  @Test
  void theLatestVersionIsTheHighestFile() throws Exception {
    var folder = Path.of(SchemaMigration.class.getResource("/db/ledger/V1__chain.sql").toURI());

    try (var files = Files.list(folder.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("V[1-9][0-9]*__[a-z_]+\\.sql"))
          .map(name -> name.substring(1, name.indexOf("__")))
          .doesNotHaveDuplicates()
          .contains(SchemaMigration.LATEST_VERSION)
          .allMatch(
              version ->
                  Integer.parseInt(version) <= Integer.parseInt(SchemaMigration.LATEST_VERSION));
    }
  }

  @Test
  void namesTheFirstMissingVariable() {
    assertThat(MigrationSettings.firstMissing(Map.of())).contains(SchemaMigration.URL_VARIABLE);
    assertThat(
            MigrationSettings.firstMissing(
                Map.of(SchemaMigration.URL_VARIABLE, "jdbc:postgresql://db/ledger")))
        .contains(SchemaMigration.USER_VARIABLE);
  }

  @Test
  void thePasswordIsNeverPrinted() {
    var settings = new MigrationSettings("jdbc:postgresql://db/ledger", "ledger", "secret");

    assertThat(settings.toString())
        .contains("jdbc:postgresql://db/ledger")
        .doesNotContain("secret");
  }
}
