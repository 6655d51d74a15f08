package io.timecoin.kit.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.health.ServiceState;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Prepares the topics before anything reads or writes them: ahead of SmallRye's channels, which
 * begin at priority 1000 of the same event. A broker that is away does not hold up the start for
 * long: the service answers its health checks and goes on trying.
 */
@ApplicationScoped
public class TopicsAtStart {
  private static final Logger LOG = Logger.getLogger(TopicsAtStart.class);
  private static final Duration HEAD_START = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Topics topics;
  private final ServiceState state;
  private final CompletableFuture<Void> prepared = new CompletableFuture<>();
  private final Thread thread =
      Thread.ofPlatform().name("topics").daemon().unstarted(this::prepare);

  @Inject
  public TopicsAtStart(Topics topics, ServiceState state) {
    this.topics = topics;
    this.state = state;
  }

  /** Completes when all topics are there and safe; never, when they are not. */
  public CompletableFuture<Void> prepared() {
    return prepared.copy();
  }

  void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
      throws InterruptedException {
    thread.start();
    thread.join(HEAD_START);
  }

  void onShutdown(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    thread.interrupt();
  }

  private void prepare() {
    boolean told = false;
    while (!prepared.isDone()) {
      try {
        topics.prepare();
        prepared.complete(null);
      } catch (UnsafeTopicsException e) {
        state.broken(e.getMessage());
        return;
      } catch (KafkaException e) {
        if (!told) {
          LOG.warnf("Waiting for Kafka: %s", e.getMessage());
          told = true;
        }
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
