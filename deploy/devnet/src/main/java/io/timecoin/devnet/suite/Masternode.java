package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.protocol.crypto.KeyPair;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** The processes of one masternode, in route order. */
public final class Masternode {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final MasternodeFolder folder;
  private final MasternodeConfiguration configuration;
  private final List<ServiceProcess> services;
  private final GatewayClient gateway;

  Masternode(
      MasternodeFolder folder,
      Path sources,
      MasternodeConfiguration configuration,
      Map<ServiceKind, Map<String, String>> environment) {
    this.folder = folder;
    this.configuration = configuration;
    this.gateway = new GatewayClient(configuration.ports().rpc());
    var all = new ArrayList<ServiceProcess>();
    for (ServiceKind kind : ServiceKind.values()) {
      int count = configuration.replicas().of(kind);
      for (int i = 0; i < count; i++) {
        String name = count == 1 ? kind.module() : kind.module() + "-" + (i + 1);
        int port = configuration.ports().http(kind, i);
        all.add(
            new ServiceProcess(
                name,
                kind,
                port,
                folder,
                sources,
                configuration.of(kind, name, port),
                environment.getOrDefault(kind, Map.of())));
      }
    }
    services = List.copyOf(all);
  }

  public MasternodeId id() {
    return configuration.id();
  }

  public MasternodeFolder folder() {
    return folder;
  }

  /** Its ledger's database. */
  public PostgresDatabase database() {
    return configuration.database();
  }

  /** The prefix of its topics, groups and ids. */
  public String kafkaPrefix() {
    return configuration.kafkaPrefix();
  }

  /** The key by which it votes. */
  public KeyPair memberKey() {
    return configuration.keys().consensus();
  }

  /** Its public API. */
  public GatewayClient gateway() {
    return gateway;
  }

  /** Where its gateway takes connections of peers, on this machine. */
  public int peersPort() {
    return configuration.ports().peers();
  }

  /** All processes in route order. */
  public List<ServiceProcess> services() {
    return services;
  }

  /** The process of this name, or the first of this module. */
  public Optional<ServiceProcess> service(String name) {
    return services.stream()
        .filter(service -> service.name().equals(name) || service.kind().module().equals(name))
        .findFirst();
  }

  /**
   * The processes that a person means: of this name, of this service, or all for an empty word.
   *
   * @throws LauncherFailure when there is none
   */
  public List<ServiceProcess> services(String word) {
    List<ServiceProcess> meant =
        services.stream()
            .filter(
                service ->
                    word.isEmpty()
                        || service.name().equals(word)
                        || service.kind().module().equals(word))
            .toList();
    if (meant.isEmpty()) {
      throw new LauncherFailure(
          "%s has no service \"%s\"; there are %s (with -N for several)"
              .formatted(id().name(), word, ServiceKind.names()));
    }
    return meant;
  }

  /** The processes of one service. */
  public List<ServiceProcess> services(ServiceKind kind) {
    return services.stream().filter(service -> service.kind() == kind).toList();
  }

  /** Starts all at once and returns when each is ready. */
  void start(Function<ServiceKind, ProcessOptions> options, Progress progress) {
    services.forEach(service -> service.start(options.apply(service.kind())));
    awaitReady(progress);
  }

  private void awaitReady(Progress progress) {
    awaitReady(services, _ -> {}, progress);
  }

  /**
   * Returns when each of these is ready; fails when one ends or takes too long.
   *
   * @param ready is told of each
   */
  static void awaitReady(
      List<ServiceProcess> services, Consumer<ServiceProcess> ready, Progress progress) {
    Instant begin = Instant.now();
    Set<ServiceProcess> waiting = new HashSet<>(services);
    while (!waiting.isEmpty()) {
      for (ServiceProcess service : List.copyOf(waiting)) {
        service.requireAlive();
        if (HealthProbe.ask(service.port()).ready()) {
          waiting.remove(service);
          ready.accept(service);
          progress.say("  %-20s ready after %s".formatted(service.name(), since(begin)));
        }
      }
      if (Duration.between(begin, Instant.now()).compareTo(START_LIMIT) > 0) {
        throw new LauncherFailure(notReady(waiting));
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }

  private static String notReady(Set<ServiceProcess> waiting) {
    var text = new StringBuilder("not ready within " + START_LIMIT.toSeconds() + " s:");
    for (ServiceProcess service : waiting) {
      text.append(
          "%n  %s: %s (log: %s)"
              .formatted(
                  service.name(),
                  String.join("; ", HealthProbe.ask(service.port()).reasons()),
                  service.log()));
    }
    return text.toString();
  }

  static String since(Instant begin) {
    return "%.1f s".formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0);
  }

  /** What runs now. */
  List<RunState.RunningService> describe() {
    return services.stream().map(service -> service.describe(id().number())).toList();
  }
}
