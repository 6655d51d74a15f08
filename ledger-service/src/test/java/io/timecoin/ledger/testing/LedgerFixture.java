package io.timecoin.ledger.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.ledger.chain.ChainRules;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.ingress.BatchWriter;
import io.timecoin.ledger.ingress.GenesisWriter;
import io.timecoin.ledger.schema.SchemaMigration;
import io.timecoin.ledger.store.LedgerSchema;
import io.timecoin.ledger.store.LedgerStore;
import io.timecoin.ledger.store.SchemaState;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.network.GenesisDocument;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The writing half of the ledger on a real database of its own, without Kafka and Quarkus. */
public final class LedgerFixture implements AutoCloseable {
  private final PostgresDatabase database = TestBackends.shared().newDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final LedgerConfig config =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(LedgerConfig.class)
          .build()
          .getConfigMapping(LedgerConfig.class);
  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private final Pool pool;
  private final LedgerStore store;

  /** With the schema of this build. */
  public LedgerFixture() {
    this(true);
  }

  private LedgerFixture(boolean migrated) {
    if (migrated) {
      migrate();
    }
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(4))
            .connectingTo(
                PgConnectOptions.fromUri(database.reactiveUrl())
                    .setUser(database.server().user())
                    .setPassword(database.server().password())
                    .setPipeliningLimit(64))
            .using(vertx)
            .build();
    store = new LedgerStore(pool, config);
  }

  /** With nothing in it. */
  public static LedgerFixture empty() {
    return new LedgerFixture(false);
  }

  public void migrate() {
    SchemaMigration.migrate(
        database.jdbcUrl(), database.server().user(), database.server().password());
  }

  /** What the service of this network finds. */
  public SchemaState schema(GenesisDocument genesis) throws InterruptedException {
    return new LedgerSchema(pool, config, new Genesis(genesis)).state();
  }

  public PostgresDatabase database() {
    return database;
  }

  /** A writer as a new process would have it. */
  public BatchWriter writer(GenesisDocument genesis) {
    return new BatchWriter(
        store, ChainRules.of(genesis), new LedgerMetrics(new SimpleMeterRegistry()), clock);
  }

  public GenesisWriter genesis(GenesisDocument genesis) {
    return new GenesisWriter(store, new Genesis(genesis), clock);
  }

  /** The same over a pool that a test has its hands on. */
  public BatchWriter writer(GenesisDocument genesis, Pool other) {
    return new BatchWriter(
        new LedgerStore(other, config),
        ChainRules.of(genesis),
        new LedgerMetrics(new SimpleMeterRegistry()),
        clock);
  }

  public GenesisWriter genesis(GenesisDocument genesis, Pool other) {
    return new GenesisWriter(new LedgerStore(other, config), new Genesis(genesis), clock);
  }

  public Pool pool() {
    return pool;
  }

  public LedgerConfig config() {
    return config;
  }

  public LedgerStore store() {
    return store;
  }

  /** Records as the stream brings them. */
  public static List<StreamedMicroblock> streamed(List<CertifiedMicroblock> microblocks) {
    return microblocks.stream().map(MemoryLedger::streamed).toList();
  }

  public void execute(String statement) throws SQLException {
    try (var connection = database.connect();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** Every row of every table as text, ordered: two ledgers hold the same if these are equal. */
  public String dump() throws SQLException {
    var text = new StringBuilder();
    try (var connection = database.connect();
        var sql = connection.createStatement()) {
      for (String table :
          List.of(
              "ledger_state",
              "microblock",
              "block",
              "final_transaction",
              "utxo",
              "spend",
              "address_balance",
              "address_entry")) {
        try (var rows =
            sql.executeQuery(
                "SELECT t::text AS line FROM %s t ORDER BY t::text".formatted(table))) {
          while (rows.next()) {
            text.append(table).append(rows.getString("line")).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
