package io.timecoin.kit.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The life of this service, read by liveness and readiness.
 *
 * <pre>
 * starting → warm ⇄ starting (a one-active service that lost its state rebuilds it)
 * starting, warm → draining (SIGTERM); draining is never left
 * starting, warm → taken out, left by draining alone: alive, for a restart would not help
 * any other → broken; broken is never left, and the first reason stays
 * </pre>
 *
 * <p>A dependency that is down is none of these: it is told by capabilities. Thread-safe.
 */
@ApplicationScoped
public class ServiceState {
  private static final Logger LOG = Logger.getLogger(ServiceState.class);

  private final AtomicReference<Phase> phase =
      new AtomicReference<>(new Phase.Starting(List.of("the service is starting")));

  /** By dependency: a handful, each with the last reason. */
  private final Map<String, String> waits = new ConcurrentSkipListMap<>();

  public Phase phase() {
    return phase.get();
  }

  /** Why the service is not ready; empty when it is. */
  public List<String> reasons() {
    return switch (phase()) {
      case Phase.Starting(List<String> reasons) ->
          Stream.concat(waits().stream(), reasons.stream()).distinct().toList();
      case Phase.Warm _ -> List.of();
      case Phase.Draining _ -> List.of("the service is shutting down");
      case Phase.TakenOut(String reason) -> List.of(reason);
      case Phase.Broken(String reason) -> List.of(reason);
    };
  }

  /** What is waited for and why, in any phase; empty when nothing is. */
  public List<String> waits() {
    return waits.entrySet().stream()
        .map(wait -> "waiting for %s: %s".formatted(wait.getKey(), wait.getValue()))
        .toList();
  }

  /** A dependency is missing; it changes no phase. */
  void waitFor(String dependency, String reason) {
    waits.put(dependency, reason);
  }

  /** A dependency is there. */
  void waitOver(String dependency) {
    waits.remove(dependency);
  }

  /** Not (or no longer) able to work, for these reasons. */
  public void starting(String... reasons) {
    become(
        old ->
            switch (old) {
              case Phase.Starting _, Phase.Warm _ -> new Phase.Starting(List.of(reasons));
              case Phase.Draining _, Phase.TakenOut _, Phase.Broken _ -> old;
            });
  }

  /** Able to work. */
  public void warm() {
    become(
        old ->
            switch (old) {
              case Phase.Starting _, Phase.Warm _ -> new Phase.Warm();
              case Phase.Draining _, Phase.TakenOut _, Phase.Broken _ -> old;
            });
  }

  /** Told to stop. */
  public void draining() {
    become(
        old ->
            switch (old) {
              case Phase.Starting _, Phase.Warm _, Phase.TakenOut _, Phase.Draining _ ->
                  new Phase.Draining();
              case Phase.Broken _ -> old;
            });
  }

  /**
   * Does nothing more, for this reason: not ready from now on, and alive, so that nobody restarts
   * it into the same.
   */
  public void takenOut(String reason) {
    become(
        old ->
            switch (old) {
              case Phase.Starting _, Phase.Warm _ -> new Phase.TakenOut(reason);
              case Phase.Draining _, Phase.TakenOut _, Phase.Broken _ -> old;
            });
  }

  /** A bug or an unusable setting: liveness fails from now on, unless it is taken out. */
  public void broken(String reason) {
    LOG.errorf("Broken: %s", reason);
    become(toBroken(reason));
  }

  /** A bug that showed itself as this exception, otherwise the same. */
  public void broken(String reason, Throwable cause) {
    LOG.errorf(cause, "Broken: %s", reason);
    become(toBroken(reason + ": " + cause));
  }

  public boolean ready() {
    return phase() instanceof Phase.Warm;
  }

  public boolean alive() {
    return !(phase() instanceof Phase.Broken);
  }

  private static UnaryOperator<Phase> toBroken(String reason) {
    return old ->
        switch (old) {
          case Phase.Starting _, Phase.Warm _, Phase.Draining _ -> new Phase.Broken(reason);
          case Phase.TakenOut _, Phase.Broken _ -> old;
        };
  }

  private void become(UnaryOperator<Phase> transition) {
    Phase old = phase.getAndUpdate(transition);
    Phase now = transition.apply(old);
    if (!old.label().equals(now.label())) {
      LOG.infof("Service is %s%s", now.label(), reasonsText(now));
    }
  }

  private static String reasonsText(Phase now) {
    return now instanceof Phase.Starting(List<String> reasons)
        ? ": " + String.join("; ", reasons)
        : "";
  }
}
