package io.timecoin.kit.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.timecoin.kit.health.DependencyWait;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.health.StartRefusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Prepares the topics before anything reads or writes them: ahead of SmallRye's channels, which
 * begin at priority 1000 of the same event. A broker that is away does not hold up the start for
 * long: the service answers its health checks and goes on trying. Unsafe topics, or another
 * network's, end the start.
 */
@ApplicationScoped
public class TopicsAtStart {
  private static final Logger LOG = Logger.getLogger(TopicsAtStart.class);
  private static final Duration HEAD_START = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Topics topics;
  private final TopicsOwner owner;
  private final StartRefusal refusal;
  private final DependencyWait kafka;
  private final CompletableFuture<Void> prepared = new CompletableFuture<>();
  private final Thread thread =
      Thread.ofPlatform().name("topics").daemon().unstarted(this::prepare);
  private Optional<String> refused = Optional.empty();
  private boolean started;

  @Inject
  public TopicsAtStart(
      Topics topics,
      TopicsOwner owner,
      StartRefusal refusal,
      ServiceState state,
      KafkaSettings settings) {
    this.topics = topics;
    this.owner = owner;
    this.refusal = refusal;
    this.kafka =
        new DependencyWait(
            LOG,
            state,
            "Kafka at %s (timecoin.kafka.bootstrap-servers)"
                .formatted(settings.bootstrapServers()));
  }

  /** Completes when all topics are there and safe; never, when they are not. */
  public CompletableFuture<Void> prepared() {
    return prepared.copy();
  }

  /** Why nothing can be sent or read yet, for capabilities; empty once the topics are prepared. */
  public Optional<String> obstacle() {
    return prepared.isDone()
        ? Optional.empty()
        : Optional.of("Kafka's topics are not prepared yet: this service waits for it");
  }

  void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
      throws InterruptedException {
    thread.start();
    thread.join(HEAD_START);
    failIfRefused();
  }

  /**
   * Before any channel is open: one that is closed while it joins its group says so with a trace.
   */
  private synchronized void failIfRefused() {
    started = true;
    if (refused.isPresent()) {
      throw new ConfigurationException("start refused: " + refused.get());
    }
  }

  /** The start that still waits ends by itself; a later one is ended. */
  private synchronized void refuse(String sentence) {
    refused = Optional.of(sentence);
    if (started) {
      refusal.refuse(sentence);
    }
  }

  void onShutdown(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    thread.interrupt();
  }

  private void prepare() {
    while (!prepared.isDone()) {
      try {
        topics.prepare();
        Optional<String> foreign = owner.defect();
        if (foreign.isPresent()) {
          refuse(foreign.get());
          return;
        }
        kafka.over();
        prepared.complete(null);
      } catch (UnsafeTopicsException e) {
        refuse(e.getMessage());
        return;
      } catch (InterruptedException | InterruptException e) {
        Thread.currentThread().interrupt();
      } catch (KafkaException e) {
        kafka.because(e.getMessage());
        pause();
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
