package io.timecoin.gateway.ingress.readers;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.gateway.config.PeerRoutes;
import io.timecoin.gateway.config.PeersSwitch;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.PollLoop;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Reads what goes out to peers, where there are any: orders, and this node's own votes. The votes
 * that were there before the start are kept for who connects and sent once, all together; the log
 * is short.
 */
@ApplicationScoped
public class PeerReaders implements Drainable {
  private static final Logger LOG = Logger.getLogger(PeerReaders.class);

  /** Older orders mean nothing any more. */
  private static final Duration ORDERS = Duration.ofSeconds(30);

  private final PeersSwitch peers;
  private final Instance<PeerRoutes> routes;
  private final KafkaSettings settings;
  private final DeadLetters deadLetters;
  private final TopicsAtStart topics;
  private final ServiceState state;
  private final InstantSource clock;
  private final List<PollLoop> loops = new CopyOnWriteArrayList<>();
  private final List<AssignedReader> starting = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  @Inject
  public PeerReaders(
      PeersSwitch peers,
      Instance<PeerRoutes> routes,
      KafkaSettings settings,
      DeadLetters deadLetters,
      TopicsAtStart topics,
      ServiceState state,
      InstantSource clock) {
    this.peers = peers;
    this.routes = routes;
    this.settings = settings;
    this.deadLetters = deadLetters;
    this.topics = topics;
    this.state = state;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    if (peers.isOn()) {
      PeerRoutes made = routes.get();
      var _ = topics.prepared().thenRun(() -> start(made));
    }
  }

  private void start(PeerRoutes made) {
    if (closing) {
      return;
    }
    loops.add(
        new PollLoop(
                settings,
                "orders",
                Map.of(Topic.P2P_OUTBOUND, StartPosition.at(clock.instant().minus(ORDERS))),
                new OrderReader(made.orders(), deadLetters),
                state)
            .start());
    var votes =
        new AssignedReader(
            settings, "votes", Map.of(Topic.CONSENSUS_OUTBOUND, StartPosition.BEGINNING));
    starting.add(votes);
    Thread.ofPlatform().name("catch-up-votes").daemon().start(() -> catchUp(votes, made));
  }

  private void catchUp(AssignedReader votes, PeerRoutes made) {
    try {
      var sender = made.consensusSender();
      votes.readToEnd(new VoteReader(sender::replayed, deadLetters));
      starting.remove(votes);
      sender.live();
      loops.add(
          new PollLoop("votes", votes, new VoteReader(sender::spoken, deadLetters), state).start());
    } catch (InterruptedException e) {
      votes.close();
      LOG.debug("The reader of own votes was told to stop before it had caught up");
    } catch (RuntimeException e) {
      votes.close();
      if (!closing) {
        state.broken("reader votes failed", e);
      }
    }
  }

  @Override
  public int order() {
    return OUTPUT;
  }

  @Override
  public void drain(Duration remaining) {
    closing = true;
    starting.forEach(AssignedReader::wakeup);
    loops.forEach(PollLoop::close);
  }
}
