package io.timecoin.consensus.lifecycle;

import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.Mode;
import io.timecoin.consensus.store.ChainFollower;
import io.timecoin.consensus.store.LedgerHead;
import io.timecoin.consensus.store.VoteLog;
import io.timecoin.consensus.store.VoteLogContent;
import io.timecoin.consensus.voting.LogRule;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.HangingTransactions;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the vote log over, in this order: fences every other writer, reads chain and log to their
 * ends, judges the log, opens an epoch and reads up to its record (ARCHITECTURE, "Vote log and
 * fence"). Nothing is signed before all of it.
 */
final class TakeOver {

  /** What came of it. */
  sealed interface Outcome {
    /** The log is this node's to write. */
    record Taken(VoteLog log, VoteLogContent content, Mode mode) implements Outcome {}

    /** It is not, and nothing was written to it. */
    record Refused(String reason) implements Outcome {}
  }

  private final NodeParts parts;
  private final ConsensusKey consensusKey;
  private final PublicKey key;
  private final Admin admin;
  private final ChainFollower chain;

  /** What a node may do with its log, and what it writes into it beside the epoch. */
  private record Part(Mode mode, Optional<LogEntry.Observing> entry) {}

  TakeOver(NodeParts parts, ConsensusKey key, Admin admin, ChainFollower chain) {
    this.parts = parts;
    this.consensusKey = key;
    this.key = Signers.publicKey(key);
    this.admin = admin;
    this.chain = chain;
  }

  /**
   * Tries once.
   *
   * @throws KafkaException if the broker did not let it; try again
   */
  Outcome attempt() throws InterruptedException {
    var topicId = topicId();
    var microblocks = partition(Topic.CHAIN_MICROBLOCKS);
    var written = List.of(partition(Topic.CONSENSUS_OUTBOUND), microblocks);
    var hanging = hangingTransactions();
    int _ = hanging.beforeFence(written);
    var log = new VoteLog(parts.kafka(), key, parts.genesis().hash(), topicId, parts.producers());
    boolean taken = false;
    try (var reader =
        new AssignedReader(
            parts.kafka(), "vote-log", Map.of(Topic.CONSENSUS_OUTBOUND, StartPosition.BEGINNING))) {
      // Else what an earlier life has committed might appear behind what this one reads and writes.
      int _ = hanging.afterFence(written);
      chain.readUntil(microblocks, committedEnd(microblocks));
      var content =
          new VoteLogContent(key, parts.genesis().hash(), topicId, chain.position().sequence());
      reader.readToEnd(content::take);
      var verdict = verdict(topicId, content);
      var part = part(verdict, content);
      if (part.isEmpty()) {
        return new Outcome.Refused(reason(verdict));
      }
      part.get().entry().ifPresent(log::observe);
      open(log, content, reader);
      taken = true;
      return new Outcome.Taken(log, content, part.get().mode());
    } finally {
      if (!taken) {
        log.close();
      }
    }
  }

  private HangingTransactions hangingTransactions() {
    return new HangingTransactions(
        admin, parts.kafka().admin("vote-log"), parts.kafka().prefixed(key.toString()));
  }

  private void open(VoteLog log, VoteLogContent content, AssignedReader reader)
      throws InterruptedException {
    long epoch = Math.max(content.newestEpoch(), chain.voteLogEpoch()) + 1;
    long offset = log.open(epoch);
    reader.readUntil(Map.of(partition(Topic.CONSENSUS_OUTBOUND), offset + 1), content::take);
    log.remember(content.firstOffsets());
  }

  /** A node that has halted is treated as one without its log: a person decides. */
  private LogRule.Verdict verdict(String topicId, VoteLogContent content)
      throws InterruptedException {
    var verdict = LogRule.judge(found(topicId, content));
    return verdict instanceof LogRule.Verdict.Good && !content.halted().isEmpty()
        ? new LogRule.Verdict.Lost("TC-CON-025: this node has halted: " + content.halted(), false)
        : verdict;
  }

  private LogRule.Found found(String topicId, VoteLogContent content) throws InterruptedException {
    // A hot standby takes over without the ledger: then its last word, and what the chain says.
    var head = parts.ledger().fresh();
    return new LogRule.Found(
        content.foreign(),
        topicId,
        content.newestEpoch(),
        content.ownEpoch(),
        content.observedHere(),
        storedTopicId(head.map(LedgerHead::voteLogTopicId).orElse("")),
        Math.max(head.map(LedgerHead::voteLogEpoch).orElse(0L), chain.voteLogEpoch()),
        head.map(LedgerHead::sequence).orElse(0L),
        chain.lastRecorded(),
        parts.config().firstStart());
  }

  private String storedTopicId(String ledgers) {
    return chain.voteLogTopicId().isEmpty() ? ledgers : chain.voteLogTopicId();
  }

  /** Empty where nothing may be written: a person has to look at it first. */
  private Optional<Part> part(LogRule.Verdict verdict, VoteLogContent content) {
    if (verdict instanceof LogRule.Verdict.Foreign) {
      return Optional.empty();
    }
    return switch (consensusKey) {
      // Whatever became of the log: nobody signs for it.
      case ConsensusKey.None(var reason) ->
          Optional.of(new Part(new Mode.Observing(reason, Long.MAX_VALUE), content.observing()));
      case ConsensusKey.MemberKey _ -> memberPart(verdict, content);
    };
  }

  private Optional<Part> memberPart(LogRule.Verdict verdict, VoteLogContent content) {
    return switch (verdict) {
      case LogRule.Verdict.Good() ->
          Optional.of(
              content
                  .observing()
                  .map(this::observing)
                  .orElse(new Part(new Mode.Voting(), Optional.empty())));
      case LogRule.Verdict.Foreign(var _) -> Optional.empty();
      case LogRule.Verdict.Lost(var reason, boolean membersMayTell) -> {
        var from = parts.config().signFrom();
        yield from.isPresent() || (membersMayTell && othersCouldTell())
            ? Optional.of(signingFrom(reason, from.orElse(Long.MAX_VALUE)))
            : Optional.empty();
      }
    };
  }

  /** Where a life before has lost the log and written so: it goes on from what it was told. */
  private Part observing(LogEntry.Observing entry) {
    return entry.signsFrom() == Long.MAX_VALUE
        ? signingFrom(entry.reason(), parts.config().signFrom().orElse(Long.MAX_VALUE))
        : signingFrom(entry.reason(), entry.signsFrom());
  }

  private Part signingFrom(String reason, long sequence) {
    return new Part(
        sequence <= chain.position().nextSequence()
            ? new Mode.Voting()
            : new Mode.Observing(reason, sequence),
        Optional.of(new LogEntry.Observing(reason, sequence)));
  }

  /** Whether the members beside this one are a quorum: too few of them can answer otherwise. */
  private boolean othersCouldTell() {
    var committee = chain.position().committee();
    return committee.isQuorum(
        committee.members().stream()
            .filter(member -> !member.key().equals(key))
            .mapToLong(Member::weight)
            .sum());
  }

  private static String reason(LogRule.Verdict verdict) {
    return switch (verdict) {
      case LogRule.Verdict.Good() -> "";
      case LogRule.Verdict.Lost(var reason, boolean _) -> reason;
      case LogRule.Verdict.Foreign(var reason) -> reason;
    };
  }

  private TopicPartition partition(Topic topic) {
    return new TopicPartition(parts.kafka().name(topic), 0);
  }

  /**
   * Asked on the administrator's connection: on the follower's own the question would wait behind
   * the fetch of an idle topic, up to half a second.
   */
  private long committedEnd(TopicPartition partition) throws InterruptedException {
    try {
      return admin
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new KafkaException("the end of " + partition + " is not known", e.getCause());
    }
  }

  private String topicId() throws InterruptedException {
    var name = parts.kafka().name(Topic.CONSENSUS_OUTBOUND);
    try {
      return admin
          .describeTopics(List.of(name))
          .allTopicNames()
          .get()
          .get(name)
          .topicId()
          .toString();
    } catch (ExecutionException e) {
      throw new KafkaException("topic " + name + " cannot be described", e.getCause());
    }
  }
}
