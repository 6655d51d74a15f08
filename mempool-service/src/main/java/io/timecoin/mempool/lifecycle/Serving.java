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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the active instance reads besides: transactions, requests, peers' proposals. */
final class Serving implements AutoCloseable {
  /** Older requests and proposals are about sequences that are decided. */
  private static final Duration RECENT = Duration.ofHours(1);

  private final KafkaSettings settings;
  private final ServiceState state;
  private final List<PollLoop> loops = new ArrayList<>();

  Serving(KafkaSettings settings, ServiceState state) {
    this.settings = settings;
    this.state = state;
  }

  /**
   * Begins to read.
   *
   * @param verifiedOffset from where the journal does not cover tx.verified
   */
  void start(DomainLoop loop, DeadLetters deadLetters, long verifiedOffset, Instant now) {
    read(
        Topic.TX_VERIFIED,
        StartPosition.offset(verifiedOffset),
        new VerifiedBatchConsumer(loop, deadLetters));
    read(
        Topic.PROPOSAL_REQUESTS,
        StartPosition.at(now.minus(RECENT)),
        new ProposalRequestConsumer(loop, deadLetters));
    read(
        Topic.CONSENSUS_INBOUND,
        StartPosition.at(now.minus(RECENT)),
        new PeerProposalConsumer(loop, deadLetters));
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
