package io.timecoin.mempool.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.mempool.config.MempoolConfig;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.loop.TurnObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The life of this service, seen from outside: it begins, it can be asked, it is drained. */
@ApplicationScoped
public class MempoolLife implements Drainable {
  private static final Duration LAST_STEPS = Duration.ofSeconds(2);

  /** What is there once it has begun. */
  private record Begun(LifeLoop loop, Thread thread, InternalReads ledger) {}

  private final Genesis genesis;
  private final MempoolConfig config;
  private final NodeConfig node;
  private final KafkaSettings settings;
  private final ServiceState state;
  private final DeadLetters deadLetters;
  private final TopicsAtStart topics;
  private final TurnObserver observer;
  private final LifeEvents events = new LifeEvents();
  private volatile Optional<Begun> begun = Optional.empty();

  @Inject
  public MempoolLife(
      Genesis genesis,
      MempoolConfig config,
      NodeConfig node,
      KafkaSettings settings,
      ServiceState state,
      DeadLetters deadLetters,
      TopicsAtStart topics,
      TurnObserver observer) {
    this.genesis = genesis;
    this.config = config;
    this.node = node;
    this.settings = settings;
    this.state = state;
    this.deadLetters = deadLetters;
    this.topics = topics;
    this.observer = observer;
  }

  void onStart(@Observes StartupEvent event) {
    begin();
  }

  /** Begins to live; once. */
  public void begin() {
    Optional<List<URI>> urls = node.ledgerUrls();
    if (urls.isEmpty()) {
      state.broken("timecoin.ledger-urls is not set: the pool cannot know the UTXO set");
      return;
    }
    var ledger = new InternalReads(urls.get(), node.internalDeadline());
    var loop =
        new LifeLoop(genesis, config, settings, state, deadLetters, observer, ledger, events);
    var thread = Thread.ofPlatform().name("life").daemon().unstarted(() -> run(loop));
    begun = Optional.of(new Begun(loop, thread, ledger));
    thread.start();
  }

  /** The domain, once it stands on the chain; empty while it is being rebuilt. */
  public Optional<DomainLoop> domain() {
    return begun.flatMap(life -> life.loop().domain());
  }

  /** Whether this instance holds the lease. */
  public boolean isHeld() {
    return events.isHeld();
  }

  private void run(LifeLoop loop) {
    try {
      topics.prepared().join();
      loop.run();
    } catch (InterruptedException e) {
      if (!events.isStopping()) {
        state.broken("the mempool was interrupted", e);
      }
    } catch (RuntimeException | Error e) {
      if (!events.isStopping()) {
        state.broken("the mempool failed", e);
      }
    }
  }

  @Override
  public int order() {
    return Drainable.WORK;
  }

  /** Reads nothing more, finishes what was begun, then gives the lease up. */
  @Override
  public void drain(Duration remaining) throws InterruptedException {
    long deadline = System.nanoTime() + remaining.toNanos() / 2;
    Optional<Incarnation> incarnation = begun.flatMap(life -> life.loop().current());
    if (incarnation.isPresent()) {
      incarnation.get().finish(deadline);
    }
    events.stop();
    if (begun.isPresent()) {
      end(begun.get());
    }
  }

  private static void end(Begun life) throws InterruptedException {
    if (!life.thread().join(LAST_STEPS)) {
      life.thread().interrupt();
      life.thread().join(LAST_STEPS);
    }
    life.ledger().close();
  }
}
