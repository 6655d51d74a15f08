package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.Wallet.FinalPayment;
import io.timecoin.devnet.backends.BrokerLibraries;
import io.timecoin.devnet.backends.BrokerStartCache;
import io.timecoin.devnet.backends.EmbeddedKafka;
import io.timecoin.devnet.backends.EmbeddedPostgreSql;
import io.timecoin.devnet.backends.FolderLock;
import io.timecoin.devnet.backends.PostgresDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One running devnet: broker, database and the processes of its masternode, all children of this
 * process and gone with it. Made by {@link #start}, ended by {@link #close}.
 */
public final class Devnet implements AutoCloseable {
  /** Before the names of all topics, groups and ids of a devnet. */
  public static final String KAFKA_PREFIX = "timecoin.";

  private final DevnetOptions options;
  private final DevnetSettings settings;
  private final DevnetKeys keys;
  private final EmbeddedKafka kafka;
  private final EmbeddedPostgreSql postgres;
  private final PostgresDatabase database;
  private final AotCaches caches;
  private final Masternode masternode;
  private final Deque<AutoCloseable> open;

  private Devnet(
      DevnetOptions options,
      DevnetSettings settings,
      DevnetKeys keys,
      EmbeddedKafka kafka,
      EmbeddedPostgreSql postgres,
      PostgresDatabase database,
      AotCaches caches,
      Masternode masternode,
      Deque<AutoCloseable> open) {
    this.options = options;
    this.settings = settings;
    this.keys = keys;
    this.kafka = kafka;
    this.postgres = postgres;
    this.database = database;
    this.caches = caches;
    this.masternode = masternode;
    this.open = open;
  }

  /**
   * Starts a devnet, making it first when its folder is empty, and returns when a probe payment is
   * final.
   *
   * @throws LauncherFailure when a part does not start; everything started by then is stopped
   */
  public static Devnet start(DevnetOptions options, Progress progress) {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      open.push(FolderLock.take(options.folder().path()));
      return new Assembly(options, progress, open).devnet();
    } catch (RuntimeException e) {
      closeAll(open);
      throw e;
    }
  }

  /** The steps of a start, in order. */
  private record Assembly(DevnetOptions options, Progress progress, Deque<AutoCloseable> open) {

    Devnet devnet() {
      Instant begin = Instant.now();
      DevnetFolder folder = options.folder();
      boolean made = !folder.exists();
      if (made) {
        DevnetMaker.make(options);
      }
      DevnetSettings settings = DevnetSettings.read(folder);
      requireSameInterval(settings);
      DevnetKeys keys = DevnetKeys.read(folder);
      progress.say(
          "%s devnet \"%s\" in %s"
              .formatted(made ? "Making" : "Continuing", folder.name(), folder.path()));
      EmbeddedPostgreSql postgres = postgres(settings);
      EmbeddedKafka kafka = kafka(settings);
      AotCaches caches = new AotCaches(aotFolder(options.sources()), options.sources());
      train(settings, keys, kafka, postgres, caches);
      PostgresDatabase database = LedgerDatabase.migrated(postgres.address(), "timecoin");
      progress.say("Starting the services");
      Masternode masternode =
          new Masternode(
              folder,
              options.sources(),
              new MasternodeConfiguration(
                  new PortPlan(settings.portBase()),
                  folder.genesis(),
                  keys.consensusFile(),
                  kafka.port(),
                  KAFKA_PREFIX,
                  database,
                  options.replicas(),
                  // A log and a ledger made with the key may be empty; later they must not be.
                  FirstStart.isAllowed(folder)),
              options.replicas(),
              options.environment());
      var devnet =
          new Devnet(options, settings, keys, kafka, postgres, database, caches, masternode, open);
      open.push(() -> masternode.stop(ServiceProcess::stop));
      masternode.start(caches::runningFlags, progress);
      FinalPayment paid = ProbePayment.pay(devnet.gateway(), GenesisHash.of(folder), keys.load());
      FirstStart.done(folder);
      progress.say(
          "Probe payment final in %d ms (sequence %d); ready after %s"
              .formatted(paid.millis(), paid.sequence(), Masternode.since(begin)));
      return devnet;
    }

    private void requireSameInterval(DevnetSettings settings) {
      Optional<Duration> wanted = options.blockInterval();
      if (wanted.isPresent() && wanted.get().toSeconds() != settings.blockIntervalSeconds()) {
        throw new LauncherFailure(
            "devnet \"%s\" has a block interval of %d s, fixed by its genesis; `up --fresh` makes it anew"
                .formatted(options.folder().name(), settings.blockIntervalSeconds()));
      }
    }

    private EmbeddedPostgreSql postgres(DevnetSettings settings) {
      Instant begin = Instant.now();
      var usual = EmbeddedPostgreSql.Settings.in(options.folder().postgres());
      int port = new PortPlan(settings.portBase()).postgres();
      EmbeddedPostgreSql postgres =
          EmbeddedPostgreSql.start(
              new EmbeddedPostgreSql.Settings(
                  usual.folder(), port, usual.user(), usual.password()));
      open.push(postgres);
      progress.say("  %-20s ready after %s".formatted("PostgreSQL", Masternode.since(begin)));
      return postgres;
    }

    private EmbeddedKafka kafka(DevnetSettings settings) {
      BrokerLibraries libraries = BrokerLibraries.find();
      if (!BrokerStartCache.isTrained(libraries)) {
        progress.say("Preparing the broker's start (once after each build)");
        BrokerStartCache.train(libraries);
      }
      Instant begin = Instant.now();
      PortPlan ports = new PortPlan(settings.portBase());
      EmbeddedKafka kafka =
          EmbeddedKafka.start(
              new EmbeddedKafka.Settings(
                  options.folder().kafka(), ports.kafka(), ports.kafkaController(), libraries));
      open.push(kafka);
      progress.say("  %-20s ready after %s".formatted("Kafka", Masternode.since(begin)));
      return kafka;
    }

    private void train(
        DevnetSettings settings,
        DevnetKeys keys,
        EmbeddedKafka kafka,
        EmbeddedPostgreSql postgres,
        AotCaches caches) {
      if (!caches.untrained().isEmpty()) {
        progress.say("Preparing the services' start (once after each build)");
        new Training(options, new PortPlan(settings.portBase()), keys, kafka, caches)
            .run(postgres.address(), progress);
      }
    }
  }

  private static Path aotFolder(Path sources) {
    return sources.resolve("deploy").resolve("devnet").resolve("target").resolve("aot");
  }

  public DevnetFolder folder() {
    return options.folder();
  }

  public DevnetKeys keys() {
    return keys;
  }

  public Masternode masternode() {
    return masternode;
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  public String kafkaBootstrap() {
    return kafka.bootstrapServers();
  }

  /** The prefix of topics, groups and ids. */
  public String kafkaPrefix() {
    return KAFKA_PREFIX;
  }

  /** The server of {@link #database}. */
  public EmbeddedPostgreSql postgres() {
    return postgres;
  }

  public PostgresDatabase database() {
    return database;
  }

  /** The public API of the masternode. */
  public GatewayClient gateway() {
    return new GatewayClient(new PortPlan(settings.portBase()).rpc());
  }

  /** Starts a stopped or killed service again. */
  public void restart(ServiceProcess service) {
    service.start(caches.runningFlags(service.kind()));
  }

  /** What runs now. */
  RunState state(RunState.Phase phase) {
    return new RunState(
        phase,
        ProcessHandle.current().pid(),
        masternode.services().stream().map(ServiceProcess::describe).toList(),
        "");
  }

  /** Stops everything, the services first, and frees the folder. */
  @Override
  public void close() {
    closeAll(open);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    List<Exception> failures = new ArrayList<>();
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new LauncherFailure(
          "could not stop everything: " + failures.getFirst().getMessage(), failures.getFirst());
    }
  }
}
