package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
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

  private final List<ServiceProcess> services;

  Masternode(
      DevnetFolder folder,
      Path sources,
      MasternodeConfiguration configuration,
      Replicas replicas,
      Map<ServiceKind, Map<String, String>> environment) {
    var all = new ArrayList<ServiceProcess>();
    for (ServiceKind kind : ServiceKind.values()) {
      int count = replicas.of(kind);
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

  /** The processes of one service. */
  public List<ServiceProcess> services(ServiceKind kind) {
    return services.stream().filter(service -> service.kind() == kind).toList();
  }

  /** Starts all at once and returns when each is ready. */
  void start(Function<ServiceKind, List<String>> jvmFlags, Progress progress) {
    services.forEach(service -> service.start(jvmFlags.apply(service.kind())));
    awaitReady(progress);
  }

  private void awaitReady(Progress progress) {
    Instant begin = Instant.now();
    Set<ServiceProcess> waiting = new HashSet<>(services);
    while (!waiting.isEmpty()) {
      for (ServiceProcess service : List.copyOf(waiting)) {
        service.requireAlive();
        if (HealthProbe.ask(service.port()).ready()) {
          waiting.remove(service);
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

  /** Stops all at once; each drains by itself. */
  void stop(Consumer<ServiceProcess> how) {
    var stopping = new ArrayList<Thread>();
    for (ServiceProcess service : services) {
      stopping.add(Thread.ofVirtual().start(() -> how.accept(service)));
    }
    for (Thread thread : stopping) {
      Waiting.join(thread);
    }
  }
}
