package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.backends.EmbeddedServer;
import io.timecoin.devnet.backends.LogTail;
import io.timecoin.devnet.load.LoadGenerator;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetOptions;
import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.Masternode;
import io.timecoin.devnet.suite.MasternodeId;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.devnet.suite.Sources;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One new devnet for the tests of a class. When a test fails, its progress and the last lines of
 * every log are shown.
 */
final class RunningDevnet
    implements BeforeAllCallback, AfterAllCallback, TestWatcher, AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int LOG_LINES = 15;

  private final String name;
  private final Replicas replicas;
  private final Duration blockInterval;
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Map<Integer, VerifiedChain> verified = new HashMap<>();
  private DevnetFolder folder;
  private Devnet devnet;
  private volatile boolean failed;
  private GenesisDocument genesis;
  private Purse purse;
  private SmallDisk disk;
  private Function<DevnetFolder, Map<ServiceKind, Map<String, String>>> environment = _ -> Map.of();

  private boolean pauses;
  private int masternodes = 1;

  /** A test's body. */
  interface Body<T> {
    T run() throws Exception;
  }

  RunningDevnet(String name, int verifiers, Duration blockInterval) {
    this(name, new Replicas(verifiers, 0), blockInterval);
  }

  RunningDevnet(String name, Replicas replicas, Duration blockInterval) {
    this.name = name;
    this.replicas = replicas;
    this.blockInterval = blockInterval;
  }

  /** Several masternodes of equal weight, joined by links only. */
  RunningDevnet withMasternodes(int number) {
    masternodes = number;
    return this;
  }

  /** The test stops processes: their event loops stand still, which nobody's code has done. */
  RunningDevnet withPauses() {
    pauses = true;
    return this;
  }

  /** Variables that the services' processes have besides this one's. */
  RunningDevnet withEnvironment(
      Function<DevnetFolder, Map<ServiceKind, Map<String, String>>> variables) {
    environment = variables;
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, GenesisException {
    if (!isNested(context)) {
      start(context.getDisplayName());
    }
  }

  /** JUnit asks for a class's extensions again for each class nested in it. */
  private static boolean isNested(ExtensionContext context) {
    return context.getRequiredTestClass().getEnclosingClass() != null;
  }

  /** For a test that runs several devnets: started here, ended by {@link #close}. */
  static RunningDevnet started(String name, Replicas replicas, Duration blockInterval)
      throws IOException, GenesisException {
    var running = new RunningDevnet(name, replicas, blockInterval);
    return running.start();
  }

  RunningDevnet start() throws IOException, GenesisException {
    start(name);
    return this;
  }

  /** Runs a test's body and tells of this devnet when it fails. */
  <T> T telling(Body<T> body) throws Exception {
    try {
      return body.run();
    } catch (AssertionError | Exception e) {
      tell(name);
      throw e;
    }
  }

  private void start(String test) throws IOException, GenesisException {
    folder = newFolder();
    try {
      devnet =
          Devnet.start(
              new DevnetOptions(folder, replicas, Optional.of(blockInterval), Sources.root())
                  .withEnvironment(environment.apply(folder))
                  .withMasternodes(Optional.of(masternodes)),
              progress::add);
    } catch (RuntimeException e) {
      tell(test);
      throw e;
    }
    genesis = GenesisFile.read(folder.genesis());
    purse = new Purse(gateway(), genesis.hash(), devnet.keys().load());
  }

  /** A folder that no earlier run has left. */
  private DevnetFolder newFolder() {
    String unique = name + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    return DevnetFolder.of(unique);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!isNested(context)) {
      close();
    }
  }

  @Override
  public void close() {
    List<String> blocked = List.of();
    if (devnet != null) {
      devnet.close();
      blocked = pauses ? List.of() : BlockedThreads.in(logs());
    }
    if (disk != null) {
      disk.close();
    }
    if (devnet != null) {
      if (failed || !blocked.isEmpty()) {
        note("its folder stays: " + folder.path());
      } else {
        // Its name is this run's alone.
        folder.remove();
      }
    }
    assertThat(blocked).as("event loops that were held up, logs in %s", folder).isEmpty();
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    tell(context.getDisplayName());
  }

  /** Progress lines and the logs' last words, where whoever reads the test's output finds them. */
  @SuppressWarnings("SystemOut")
  void tell(String test) {
    failed = true;
    System.err.println("---- devnet of " + test);
    progress.forEach(System.err::println);
    for (Path log : logs()) {
      System.err.println("---- " + log);
      LogTail.read(log, LOG_LINES).forEach(System.err::println);
    }
  }

  private List<Path> logs() {
    var logs = new ArrayList<Path>();
    for (MasternodeId id : MasternodeId.all(masternodes)) {
      try (Stream<Path> services = Files.list(id.folder(folder).logs())) {
        services.sorted().forEach(logs::add);
      } catch (IOException e) {
        progress.add("no logs: " + e);
      }
    }
    logs.add(folder.kafka().resolve("kafka.log"));
    return logs;
  }

  Devnet devnet() {
    return devnet;
  }

  /** Puts a server's folder on a disk of its own, which ends with the devnet. */
  SmallDisk moveToDisk(EmbeddedServer server, Path itsFolder, int mebibytes) throws IOException {
    server.stop(STOP_LIMIT);
    disk = SmallDisk.under(itsFolder, mebibytes);
    server.restart();
    return disk;
  }

  GatewayClient gateway() {
    return devnet.gateway();
  }

  GenesisDocument genesis() {
    return genesis;
  }

  Path genesisFile() {
    return folder.genesis();
  }

  /** Coins to spend, each handed out once in the class. */
  Purse purse() {
    return purse;
  }

  /** All masternodes, in the order of their numbers. */
  List<Node> nodes() {
    return devnet.masternodes().stream().map(each -> new Node(this, each)).toList();
  }

  /** One by its number, from 1 on. */
  Node node(int number) {
    return new Node(this, devnet.masternode(number));
  }

  List<GatewayClient> gateways() {
    return devnet.masternodes().stream().map(Masternode::gateway).toList();
  }

  /** What a masternode has published, as far as it was verified. */
  synchronized VerifiedChain verified(Node node) {
    return verified.computeIfAbsent(node.number(), _ -> new VerifiedChain(genesis));
  }

  /** Load through the gateways of these masternodes, in turn. */
  LoadGenerator load(List<Node> through) {
    return new LoadGenerator(
        through.stream().map(Node::gateway).toList(), genesis.hash(), devnet.keys().load());
  }

  /** The last final sequence that a gateway tells; 0 while it does not answer. */
  long sequenceOf(GatewayClient gateway) {
    try {
      return gateway.call("getblockchaininfo").path("sequence").asLong();
    } catch (LauncherFailure | RpcFailure e) {
      return 0;
    }
  }

  /** What the topics hold, for a reader of committed records. */
  TopicReader topics() {
    return new TopicReader(devnet.kafkaBootstrap(), devnet.kafkaPrefix());
  }

  ServiceProcess service(ServiceKind kind) {
    return devnet.masternode().service(kind.module()).orElseThrow();
  }

  /** Starts a stopped service as the supervisor does and waits until it is ready. */
  void restart(ServiceProcess service) {
    devnet.restart(service);
    Poll.untilTrue(
        service.name() + " ready again",
        READY_LIMIT,
        () -> HealthProbe.ask(service.port()).ready());
  }

  void note(String line) {
    progress.add(line);
  }
}
