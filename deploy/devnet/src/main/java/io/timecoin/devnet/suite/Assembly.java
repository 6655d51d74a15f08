package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.Wallet.FinalPayment;
import io.timecoin.devnet.backends.BrokerLibraries;
import io.timecoin.devnet.backends.BrokerStartCache;
import io.timecoin.devnet.backends.EmbeddedKafka;
import io.timecoin.devnet.backends.EmbeddedPostgreSql;
import io.timecoin.devnet.link.Links;
import io.timecoin.protocol.crypto.Hash256;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The steps of a devnet's start, in order; what is open is closed by whoever asked for it. */
record Assembly(DevnetOptions options, Progress progress, Deque<AutoCloseable> open) {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  Devnet devnet() {
    Instant begin = Instant.now();
    DevnetFolder folder = options.folder();
    boolean made = !folder.exists();
    if (made) {
      DevnetMaker.make(options);
    }
    DevnetSettings settings = DevnetSettings.read(folder);
    requireAsMade(settings);
    DevnetKeys keys = DevnetKeys.read(folder);
    progress.say(
        "%s devnet \"%s\" in %s"
            .formatted(made ? "Making" : "Continuing", folder.name(), folder.path()));
    EmbeddedPostgreSql postgres = postgres(settings);
    EmbeddedKafka kafka = kafka(settings);
    AotCaches caches = new AotCaches(aotFolder(options.sources()), options.sources());
    train(settings, keys, kafka, postgres, caches);
    Hash256 genesisHash = GenesisHash.of(folder);
    List<Masternode> masternodes =
        settings.ids().stream()
            .map(id -> masternode(id, settings, genesisHash, kafka, postgres))
            .toList();
    var running = new RunningOptions(caches, PROCESSORS);
    var devnet =
        new Devnet(folder, keys, kafka, postgres, running, masternodes, links(settings), open);
    open.push(() -> Together.run(services(masternodes), ServiceProcess::stop));
    start(masternodes, running);
    FinalPayment paid = ProbePayment.pay(devnet.gateway(), genesisHash, keys.load());
    Agreement.await(masternodes, paid.sequence());
    masternodes.forEach(masternode -> new FirstStart(masternode.folder()).done());
    progress.say(
        "Probe payment final in %d ms (sequence %d); ready after %s"
            .formatted(paid.millis(), paid.sequence(), Masternode.since(begin)));
    return devnet;
  }

  /** What genesis has fixed. */
  private void requireAsMade(DevnetSettings settings) {
    Optional<Duration> wanted = options.blockInterval();
    if (wanted.isPresent() && wanted.get().toSeconds() != settings.blockIntervalSeconds()) {
      throw new LauncherFailure(
          "devnet \"%s\" has a block interval of %d s, fixed by its genesis; `up --fresh` makes it anew"
              .formatted(options.folder().name(), settings.blockIntervalSeconds()));
    }
    Optional<Integer> masternodes = options.masternodes();
    if (masternodes.isPresent() && masternodes.get() != settings.masternodes()) {
      throw new LauncherFailure(
          "devnet \"%s\" has %d masternode%s, fixed by its genesis; `up --fresh` makes it anew"
              .formatted(
                  options.folder().name(),
                  settings.masternodes(),
                  settings.masternodes() == 1 ? "" : "s"));
    }
    if (settings.masternodes() == 1 && !options.linkDelay().isZero()) {
      throw new LauncherFailure("a single masternode has no links to delay");
    }
  }

  private EmbeddedPostgreSql postgres(DevnetSettings settings) {
    Instant begin = Instant.now();
    var usual = EmbeddedPostgreSql.Settings.in(options.folder().postgres());
    int port = new PortPlan(settings.portBase()).postgres();
    EmbeddedPostgreSql postgres =
        EmbeddedPostgreSql.start(
            new EmbeddedPostgreSql.Settings(usual.folder(), port, usual.user(), usual.password()));
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
      new Training(options, settings, keys, kafka, caches).run(postgres.address(), progress);
    }
  }

  private static Path aotFolder(Path sources) {
    return sources.resolve("deploy").resolve("devnet").resolve("target").resolve("aot");
  }

  private Masternode masternode(
      MasternodeId id,
      DevnetSettings settings,
      Hash256 genesisHash,
      EmbeddedKafka kafka,
      EmbeddedPostgreSql postgres) {
    MasternodeFolder folder = id.folder(options.folder());
    MasternodeKeys keys = MasternodeKeys.read(folder);
    keys.stateNode(genesisHash, Instant.now());
    return new Masternode(
        folder,
        options.sources(),
        new MasternodeConfiguration(
            id,
            id.ports(new PortPlan(settings.portBase())),
            options.folder().genesis(),
            keys,
            kafka.port(),
            id.kafkaPrefix(),
            LedgerDatabase.migrated(postgres.address(), id.database()),
            options.replicas(),
            // A log and a ledger made with the key may be empty; later they must not be.
            new FirstStart(folder).isAllowed()),
        options.environment());
  }

  private Links links(DevnetSettings settings) {
    var devnet = new PortPlan(settings.portBase());
    Links links =
        Links.open(
            settings.masternodes(),
            (from, to) -> devnet.masternode(from).link(to),
            to -> devnet.masternode(to).peers(),
            options.linkDelay(),
            System::nanoTime);
    open.push(links);
    return links;
  }

  /** As many masternodes at once as there are processors: more would only wait for each other. */
  private void start(List<Masternode> masternodes, RunningOptions running) {
    Function<ServiceKind, ProcessOptions> starts = running.of(masternodes, services(masternodes));
    if (masternodes.size() == 1) {
      progress.say("Starting the services");
      masternodes.getFirst().start(starts, progress);
      return;
    }
    progress.say("Starting the services of %d masternodes".formatted(masternodes.size()));
    Together.run(
        masternodes,
        Math.min(masternodes.size(), PROCESSORS),
        masternode ->
            masternode.start(starts, line -> progress.say("  " + masternode.id().name() + line)));
    Agreement.awaitPeers(masternodes);
    progress.say("  every masternode is connected to all others");
  }

  private static List<ServiceProcess> services(List<Masternode> masternodes) {
    return masternodes.stream().flatMap(masternode -> masternode.services().stream()).toList();
  }
}
