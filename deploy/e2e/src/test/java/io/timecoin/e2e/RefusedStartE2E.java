package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.backends.FreePorts;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.ledger.schema.SchemaMigration;
import io.timecoin.protocol.network.DevnetGenesis;
import io.timecoin.protocol.network.DevnetGenesis.Allocation;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.topics.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What no waiting can mend ends a start: the process is gone with code 1, and its log ends with one
 * sentence that says what was found, what was expected and what to do. The masternode beside it is
 * not hurt.
 */
final class RefusedStartE2E {
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final String PORT = "quarkus.http.port";

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("refused", 1, Duration.ofSeconds(5));

  @TempDir Path folder;

  @Test
  void theSameInstanceOnTheSamePortIsRefusedBeforeItTakesAnything() {
    for (ServiceKind kind : List.of(ServiceKind.CONSENSUS, ServiceKind.LEDGER)) {
      ServiceProcess running = DEVNET.service(kind);

      assertRefused(
          running.variant(running.name() + "-again", Map.of()),
          "cannot listen on 127.0.0.1:%d (Address already in use)".formatted(running.port()),
          "set quarkus.http.port");

      assertThat(new Roles().isActive(running)).isTrue();
    }
    settle();
  }

  @Test
  void aNewerOrForeignSchemaIsRefused() throws Exception {
    PostgresDatabase newer = database("newer");
    SchemaMigration.migrate(newer.jdbcUrl(), newer.server().user(), newer.server().password());
    execute(newer, "UPDATE flyway_schema_history SET version = '999' WHERE version = '1'");
    PostgresDatabase foreign = database("foreign");
    execute(foreign, "CREATE TABLE customers (name text)");

    assertRefused(
        ledgerOn(newer, "newer"),
        "the database has schema version 999, this ledger knows 1 only: start the release that made"
            + " it, or restore the backup from before its migration");
    assertRefused(
        ledgerOn(foreign, "foreign"),
        "the database is not the ledger's: it has tables, but no schema history",
        "set quarkus.datasource.reactive.url");
  }

  @Test
  void anotherNetworksTopicsAndDatabaseAreRefused() throws Exception {
    GenesisDocument ours = DEVNET.genesis();
    var other =
        DevnetGenesis.create(
            ours.name(),
            ours.genesisTime(),
            List.of(new Allocation(DEVNET.purse().owner(), 1)),
            ours.members());
    Path genesis = Files.createFile(folder.resolve("other.hex"));
    GenesisFile.write(genesis, other);

    assertRefused(
        elsewhere(ServiceKind.VERIFIER, "topics", Map.of("timecoin.genesis-file", genesis)),
        "the topics of prefix \"timecoin.\" hold the chain that begins with block "
            + ours.blockHash(),
        "this node's genesis block is " + other.blockHash(),
        "set timecoin.genesis-file");
    assertRefused(
        elsewhere(
            ServiceKind.LEDGER,
            "database",
            Map.of("timecoin.genesis-file", genesis, "timecoin.kafka.prefix", "other.")),
        "the database holds the chain of genesis %s, this node's is %s"
            .formatted(ours.hash(), other.hash()),
        "set timecoin.genesis-file");
  }

  @Test
  void unsafeTopicsAreRefused() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, DEVNET.devnet().kafkaBootstrap()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topic.CHAIN_BLOCKS.fullName("unsafe."), 1, (short) 1)
                      .configs(Map.of("retention.ms", "60000"))))
          .all()
          .get();
    }

    assertRefused(
        elsewhere(ServiceKind.VERIFIER, "unsafe", Map.of("timecoin.kafka.prefix", "unsafe.")),
        "unsafe.chain.blocks: retention.ms is 60000 (set at the topic), wanted is at least -1",
        "set it right with Kafka's tools");
    assertRefused(
        elsewhere(
            ServiceKind.VERIFIER,
            "missing",
            Map.of("timecoin.kafka.prefix", "nowhere.", "timecoin.kafka.topics", "verify")),
        "not there (timecoin.kafka.topics=verify)",
        "set it right with Kafka's tools");
  }

  @Test
  void aMissingGenesisFileIsRefused() {
    Path missing = folder.resolve("nothing.hex");

    assertRefused(
        elsewhere(ServiceKind.MEMPOOL, "genesis", Map.of("timecoin.genesis-file", missing)),
        "the genesis file %s cannot be read (timecoin.genesis-file)".formatted(missing));
  }

  /** The process ends by itself, and says these in one line. */
  private static void assertRefused(ServiceProcess process, String... parts) {
    StartLog log = StartLog.of(process);
    try {
      DEVNET.devnet().restart(process);
      OptionalInt code = process.awaitEnd(END_LIMIT);
      DEVNET.note(process.name() + " ended with " + code);

      assertThat(code).as("exit code of %s, %s", process.name(), log).hasValue(1);
      List<String> lines = log.lines();
      assertThat(lines).as("log of %s", process.name()).noneMatch(line -> line.startsWith("\tat "));
      assertThat(lines)
          .filteredOn(line -> line.contains(parts[0]))
          .as("what %s says of it: %s", process.name(), lines)
          .singleElement()
          .asString()
          .contains(parts);
      assertThat(lines)
          .filteredOn(line -> line.contains(" ERROR "))
          .allMatch(line -> line.contains(parts[0]));
    } finally {
      process.kill();
    }
  }

  /** The same service with other settings on a port of its own. */
  private static ServiceProcess elsewhere(ServiceKind kind, String name, Map<String, ?> changes) {
    var all = new HashMap<String, String>();
    changes.forEach((key, value) -> all.put(key, value.toString()));
    all.put(PORT, Integer.toString(FreePorts.ofThisMachine().pick()));
    all.put("timecoin.instance", kind.module() + "-" + name);
    return DEVNET.service(kind).variant(kind.module() + "-" + name, all);
  }

  private static ServiceProcess ledgerOn(PostgresDatabase database, String name) {
    return elsewhere(
        ServiceKind.LEDGER,
        name,
        Map.of("quarkus.datasource.reactive.url", database.reactiveUrl()));
  }

  private static PostgresDatabase database(String name) {
    return DEVNET.devnet().postgres().createDatabase(name);
  }

  private static void execute(PostgresDatabase database, String statement) throws SQLException {
    try (var connection = database.connect();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private static void settle() {
    JsonNode unused =
        new Payments(DEVNET.gateway())
            .settle(DEVNET.purse().pay(DEVNET.purse().coin(), Purse.stranger(), 100_000_000L));
  }
}
