package io.timecoin.consensus.lifecycle;

import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.core.ConsensusMachine;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.Mode;
import io.timecoin.consensus.core.round.TimerPolicy;
import io.timecoin.consensus.egress.NeighbourWriter;
import io.timecoin.consensus.ingress.ConsensusMessageConsumer;
import io.timecoin.consensus.ingress.ProposalAnswerConsumer;
import io.timecoin.consensus.ingress.SyncedRangeConsumer;
import io.timecoin.consensus.store.ChainFollower;
import io.timecoin.consensus.store.VoteLogTrimmer;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.consensus.voting.EvidenceLog;
import io.timecoin.consensus.voting.Inbox;
import io.timecoin.consensus.voting.VotingLoop;
import io.timecoin.kit.kafka.PollLoop;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** One epoch of voting, from a take-over to the first failed write, the lost lease or the end. */
final class Life {
  private static final Logger LOG = Logger.getLogger(Life.class);

  /** How long a microblock may have been in sync.inbound before its turn comes. */
  private static final Duration SYNC_BACKLOG = Duration.ofMinutes(10);

  private final NodeParts parts;
  private final ConsensusKey key;
  private final Admin admin;
  private final ChainFollower chain;
  private final EvidenceLog evidence;

  Life(NodeParts parts, ConsensusKey key, Admin admin, ChainFollower chain, EvidenceLog evidence) {
    this.parts = parts;
    this.key = key;
    this.admin = admin;
    this.chain = chain;
    this.evidence = evidence;
  }

  /** Votes, or follows, until told to stop; a failed write ends it with the writer's exception. */
  void vote(TakeOver.Outcome.Taken taken, BooleanSupplier stop) throws InterruptedException {
    long decided = chain.position().sequence();
    long epoch = taken.log().epoch();
    var inbox = new Inbox(decided);
    try (var log = taken.log();
        var neighbours = new NeighbourWriter(parts.kafka(), epoch, parts.clock());
        var answers = answers(epoch, decided, inbox, neighbours);
        var votes = votes(inbox);
        var synced = synced(inbox, neighbours)) {
      enter(taken.mode(), epoch);
      answers.start();
      votes.start();
      synced.start();
      var machine =
          new ConsensusMachine(parts.genesis().document(), Signers.of(key), Signers.checker());
      var initial =
          machine.initial(
              chain.position(),
              taken.mode(),
              TimerPolicy.startingWith(parts.config().roundBase().toMillis()));
      var trimmer =
          new VoteLogTrimmer(
              log, parts.ledger(), admin, parts.kafka(), parts.config().logRecordsKept());
      new VotingLoop(
              machine,
              initial,
              trimmer,
              neighbours,
              inbox,
              parts.clock(),
              parts.listener(),
              evidence)
          .run(new Input.Started(taken.content().messages(), taken.content().prepared()), stop);
    }
  }

  private void enter(Mode mode, long epoch) {
    switch (mode) {
      case Mode.Voting() -> parts.status().become(Role.MEMBER, "", epoch);
      case Mode.Observing(var reason, long _) -> {
        LOG.error(reason);
        parts.status().become(Role.OBSERVER, reason, epoch);
      }
      case Mode.Halted(var reason) -> parts.status().become(Role.HALTED, reason, epoch);
    }
    LOG.infof(
        "Vote log taken over: epoch %d, next sequence %d, %s",
        epoch, chain.position().nextSequence(), mode);
  }

  private PollLoop answers(long epoch, long decided, Inbox inbox, NeighbourWriter neighbours) {
    return new PollLoop(
        parts.kafka(),
        "proposal-answers",
        Map.of(Topic.PROPOSAL_ANSWERS, StartPosition.BEGINNING),
        new ProposalAnswerConsumer(epoch, decided, inbox, neighbours::askAgain, parts.badRecords()),
        parts.service());
  }

  private PollLoop votes(Inbox inbox) {
    var from = chain.lastRecordAt().map(StartPosition::at).orElse(StartPosition.BEGINNING);
    return new PollLoop(
        parts.kafka(),
        "consensus-inbound",
        Map.of(Topic.CONSENSUS_INBOUND, from),
        new ConsensusMessageConsumer(inbox, parts.badRecords()),
        parts.service());
  }

  /** From some time before the chain's end on: what is ahead of it may have waited that long. */
  private PollLoop synced(Inbox inbox, NeighbourWriter neighbours) {
    var from =
        chain
            .lastRecordAt()
            .map(last -> StartPosition.at(last.minus(SYNC_BACKLOG)))
            .orElse(StartPosition.BEGINNING);
    return new PollLoop(
        parts.kafka(),
        "sync-inbound",
        Map.of(Topic.SYNC_INBOUND, from),
        new SyncedRangeConsumer(inbox, neighbours::askAhead, parts.badRecords()),
        parts.service());
  }
}
