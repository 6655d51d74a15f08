package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.PollLoop;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.mempool.ingress.PeerProposalConsumer;
import io.timecoin.mempool.ingress.ProposalRequestConsumer;
import io.timecoin.mempool.ingress.VerifiedBatchConsumer;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the active instance reads besides: transactions, requests, peers' proposals. */
final class Serving implements AutoCloseable {
  /** Older requests and proposals are about sequences that are decided. */
  private static final Duration RECENT = Duration.ofHours(1);

  private final KafkaSettings settings;
  private final ServiceState state;
  private final DomainLoop loop;
  private final DeadLetters deadLetters;
  private final InstantSource clock;
  private final List<PollLoop> loops = new ArrayList<>();

  Serving(
      KafkaSettings settings,
      ServiceState state,
      DomainLoop loop,
      DeadLetters deadLetters,
      InstantSource clock) {
    this.settings = settings;
    this.state = state;
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /**
   * Begins to read.
   *
   * @param verifiedOffset from where the journal does not cover tx.verified
   */
  void start(long verifiedOffset) {
    StartPosition recent = StartPosition.at(clock.instant().minus(RECENT));
    read(
        Topic.TX_VERIFIED,
        StartPosition.offset(verifiedOffset),
        new VerifiedBatchConsumer(loop, deadLetters));
    read(Topic.PROPOSAL_REQUESTS, recent, new ProposalRequestConsumer(loop, deadLetters));
    read(Topic.CONSENSUS_INBOUND, recent, new PeerProposalConsumer(loop, deadLetters));
  }

  private void read(Topic topic, StartPosition start, RecordHandler handler) {
    loops.add(
        new PollLoop(settings, topic.topicName(), Map.of(topic, start), handler, state).start());
  }

  @Override
  public void close() {
    loops.forEach(PollLoop::close);
    loops.clear();
  }
}
