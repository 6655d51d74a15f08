package io.timecoin.gateway.ingress.readers;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.egress.BacklogProbe;
import io.timecoin.gateway.egress.InboundBatchPublisher;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.PollLoop;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Reads the topics that tell what becomes of transactions. The service is warm when it has read all
 * that was there at its start.
 */
@ApplicationScoped
public class Readers implements Drainable {
  private static final Logger LOG = Logger.getLogger(Readers.class);
  private static final int TOPICS = 2;

  private final KafkaSettings settings;
  private final GatewayConfig config;
  private final StatusReader statuses;
  private final MicroblockReader microblocks;
  private final InboundBatchPublisher publisher;
  private final BacklogProbe probe;
  private final TopicsAtStart topics;
  private final ServiceState state;
  private final InstantSource clock;
  private final AtomicInteger caughtUp = new AtomicInteger();
  private final List<PollLoop> loops = new CopyOnWriteArrayList<>();
  private final List<AssignedReader> starting = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  @Inject
  public Readers(
      KafkaSettings settings,
      GatewayConfig config,
      StatusReader statuses,
      MicroblockReader microblocks,
      InboundBatchPublisher publisher,
      BacklogProbe probe,
      TopicsAtStart topics,
      ServiceState state,
      InstantSource clock) {
    this.settings = settings;
    this.config = config;
    this.statuses = statuses;
    this.microblocks = microblocks;
    this.publisher = publisher;
    this.probe = probe;
    this.topics = topics;
    this.state = state;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    state.starting("reading tx.status and chain.microblocks");
    publisher.start();
    var _ =
        topics
            .prepared()
            .thenRun(
                () -> {
                  probe.start();
                  read(
                      "status",
                      Topic.TX_STATUS,
                      StartPosition.at(clock.instant().minus(config.tracking().history())),
                      statuses);
                  read(
                      "microblocks",
                      Topic.CHAIN_MICROBLOCKS,
                      StartPosition.lastRecords(config.tracking().microblocks()),
                      microblocks);
                });
  }

  private void read(String role, Topic topic, StartPosition start, RecordHandler handler) {
    if (closing) {
      return;
    }
    var reader = new AssignedReader(settings, role, Map.of(topic, start));
    starting.add(reader);
    Thread.ofPlatform()
        .name("catch-up-" + role)
        .daemon()
        .start(() -> catchUp(role, reader, handler));
  }

  private void catchUp(String role, AssignedReader reader, RecordHandler handler) {
    try {
      reader.readToEnd(handler);
      publisher.warmUp();
      starting.remove(reader);
      loops.add(new PollLoop(role, reader, handler, state).start());
      if (caughtUp.incrementAndGet() == TOPICS) {
        state.warm();
      }
    } catch (InterruptedException e) {
      reader.close();
      LOG.debugf("Reader %s was told to stop before it had caught up", role);
    } catch (RuntimeException e) {
      reader.close();
      if (!closing) {
        state.broken("reader " + role + " failed", e);
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
