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
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.state.FinalityCheck;
import io.timecoin.protocol.topics.Topic;
import java.util.Map;

/** Reads the chain and the journal: first up to their ends, then for ever. */
final class Following implements AutoCloseable {
  private final KafkaSettings settings;
  private final ServiceState state;
  private final DomainLoop loop;
  private final DeadLetters deadLetters;
  private final Takeover takeover;
  private PollLoop chain;
  private PollLoop journal;

  Following(
      KafkaSettings settings,
      ServiceState state,
      DomainLoop loop,
      DeadLetters deadLetters,
      Takeover takeover) {
    this.settings = settings;
    this.state = state;
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.takeover = takeover;
  }

  /** Returns when the domain has applied what chain.microblocks held at this moment. */
  void chain(StartPosition start, FinalityCheck check, long firstSequence, Runnable gap)
      throws InterruptedException {
    chain =
        caughtUp(
            Topic.CHAIN_MICROBLOCKS,
            start,
            new FinalMicroblockConsumer(loop, check, firstSequence, _ -> gap.run()));
  }

  /** Returns when the domain has followed what mempool.journal held at this moment. */
  void journal(Runnable replaced) throws InterruptedException {
    closeJournal();
    journal =
        caughtUp(
            Topic.MEMPOOL_JOURNAL,
            StartPosition.BEGINNING,
            new JournalConsumer(loop, deadLetters, takeover::opened, replaced));
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
    if (chain != null) {
      chain.close();
      chain = null;
    }
  }
}
