package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.PollLoop;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.mempool.ingress.FinalMicroblockConsumer;
import io.timecoin.mempool.ingress.JournalConsumer;
import io.timecoin.mempool.ingress.PriorityConsumer;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.state.FinalityCheck;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Reads the chain, the priorities and the journal: first up to their ends, then for ever. */
final class Following implements AutoCloseable {
  /** How far brokers' and members' clocks may differ for the chain to be found by its time. */
  private static final Duration CHAIN_MARGIN = Duration.ofMinutes(10);

  private final KafkaSettings settings;
  private final ServiceState state;
  private final DomainLoop loop;
  private final DeadLetters deadLetters;
  private final Takeover takeover;
  private final LifeEvents events;
  private PollLoop chain;
  private PollLoop priorities;
  private PollLoop journal;

  Following(
      KafkaSettings settings,
      ServiceState state,
      DomainLoop loop,
      DeadLetters deadLetters,
      Takeover takeover,
      LifeEvents events) {
    this.settings = settings;
    this.state = state;
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.takeover = takeover;
    this.events = events;
  }

  /**
   * Returns when the domain has applied what chain.microblocks held at this moment.
   *
   * @param loaded on what the domain stands
   * @param fromBeginning whether to read all of the topic instead of finding the place by time
   */
  void chain(ChainTip loaded, boolean fromBeginning, FinalityCheck check)
      throws InterruptedException {
    Instant since = Instant.ofEpochMilli(loaded.timeMillis()).minus(CHAIN_MARGIN);
    chain =
        caughtUp(
            Topic.CHAIN_MICROBLOCKS,
            fromBeginning ? StartPosition.BEGINNING : StartPosition.at(since),
            new FinalMicroblockConsumer(
                loop, check, loaded.sequence() + 1, _ -> events.add(LifeEvent.GAP)));
  }

  /** Returns when the domain ranks by what mempool.priorities held at this moment. */
  void priorities() throws InterruptedException {
    priorities =
        caughtUp(
            Topic.MEMPOOL_PRIORITIES,
            StartPosition.BEGINNING,
            new PriorityConsumer(loop, deadLetters));
  }

  /** Returns when the domain has followed what mempool.journal held at this moment. */
  void journal() throws InterruptedException {
    closeJournal();
    journal =
        caughtUp(
            Topic.MEMPOOL_JOURNAL,
            StartPosition.BEGINNING,
            new JournalConsumer(
                loop, deadLetters, takeover::opened, () -> events.add(LifeEvent.REPLACED)));
  }

  private PollLoop caughtUp(Topic topic, StartPosition start, RecordHandler handler)
      throws InterruptedException {
    String role = topic.topicName();
    var reader = new AssignedReader(settings, role, Map.of(topic, start));
    try {
      reader.readToEnd(handler);
    } catch (InterruptedException | RuntimeException e) {
      reader.close();
      throw e;
    }
    loop.call(node -> node.state().tip().sequence());
    return new PollLoop(role, reader, handler, state).start();
  }

  void closeJournal() {
    if (journal != null) {
      journal.close();
      journal = null;
    }
  }

  @Override
  public void close() {
    closeJournal();
    if (priorities != null) {
      priorities.close();
      priorities = null;
    }
    if (chain != null) {
      chain.close();
      chain = null;
    }
  }
}
