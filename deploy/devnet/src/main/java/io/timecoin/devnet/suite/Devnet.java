package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.backends.EmbeddedKafka;
import io.timecoin.devnet.backends.EmbeddedPostgreSql;
import io.timecoin.devnet.backends.FolderLock;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.link.Links;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One running devnet: broker, database, the processes of its masternodes and the links between
 * them, all children of this process and gone with it. Made by {@link #start}, ended by {@link
 * #close}.
 */
public final class Devnet implements AutoCloseable {
  private final DevnetFolder folder;
  private final DevnetKeys keys;
  private final EmbeddedKafka kafka;
  private final EmbeddedPostgreSql postgres;
  private final RunningOptions running;
  private final List<Masternode> masternodes;
  private final Links links;
  private final Deque<AutoCloseable> open;

  /** Killed by order, and so not to be started again before there is another order. */
  private final Set<ServiceProcess> halted = ConcurrentHashMap.newKeySet();

  Devnet(
      DevnetFolder folder,
      DevnetKeys keys,
      EmbeddedKafka kafka,
      EmbeddedPostgreSql postgres,
      RunningOptions running,
      List<Masternode> masternodes,
      Links links,
      Deque<AutoCloseable> open) {
    this.folder = folder;
    this.keys = keys;
    this.kafka = kafka;
    this.postgres = postgres;
    this.running = running;
    this.masternodes = List.copyOf(masternodes);
    this.links = links;
    this.open = open;
  }

  /**
   * Starts a devnet, making it first when its folder is empty, and returns when a probe payment is
   * final and every masternode has it.
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

  public DevnetFolder folder() {
    return folder;
  }

  public DevnetKeys keys() {
    return keys;
  }

  /** All, in the order of their numbers. */
  public List<Masternode> masternodes() {
    return masternodes;
  }

  /** The first one. */
  public Masternode masternode() {
    return masternodes.getFirst();
  }

  /**
   * One by its number, from 1 on.
   *
   * @throws LauncherFailure when there is none of this number
   */
  public Masternode masternode(int number) {
    if (number < 1 || number > masternodes.size()) {
      throw new LauncherFailure(
          "there is no masternode %d: they are 1 to %d".formatted(number, masternodes.size()));
    }
    return masternodes.get(number - 1);
  }

  /** The wires between the masternodes; a single one has none. */
  public Links links() {
    return links;
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  public String kafkaBootstrap() {
    return kafka.bootstrapServers();
  }

  /** The prefix of the first masternode's topics, groups and ids. */
  public String kafkaPrefix() {
    return masternode().kafkaPrefix();
  }

  /** The server of all ledgers' databases. */
  public EmbeddedPostgreSql postgres() {
    return postgres;
  }

  /** The first masternode's. */
  public PostgresDatabase database() {
    return masternode().database();
  }

  /** The public API of the first masternode. */
  public GatewayClient gateway() {
    return masternode().gateway();
  }

  /** Starts a stopped or killed service again. */
  public void restart(ServiceProcess service) {
    begin(List.of(service));
  }

  private void begin(List<ServiceProcess> services) {
    services.forEach(halted::remove);
    Function<ServiceKind, ProcessOptions> options = running.of(masternodes, services);
    services.forEach(service -> service.start(options.apply(service.kind())));
  }

  /** As kill -9 does to all of these at once; none is started again before an order to. */
  public void kill(List<ServiceProcess> services) {
    halted.addAll(services);
    Together.run(services, ServiceProcess::kill);
  }

  /** Starts these and returns when each is ready. */
  public void start(List<ServiceProcess> services, Progress progress) {
    begin(services);
    Masternode.awaitReady(services, _ -> {}, progress);
  }

  /** Starts these under a watch and returns when each is ready. */
  public void start(List<ServiceProcess> services, StartWatch watch, Progress progress) {
    begin(services);
    services.forEach(watch::begun);
    Masternode.awaitReady(services, watch::ready, progress);
  }

  /** Whether it was killed by order. */
  boolean isHalted(ServiceProcess service) {
    return halted.contains(service);
  }

  /** What runs now. */
  RunState state(RunState.Phase phase) {
    return new RunState(
        phase,
        ProcessHandle.current().pid(),
        masternodes.stream().flatMap(masternode -> masternode.describe().stream()).toList(),
        links.describe(),
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
