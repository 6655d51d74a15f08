package io.timecoin.protocol.topics;

import com.google.protobuf.Message;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.proto.internal.v1.DoubtfulSignature;
import io.timecoin.protocol.proto.internal.v1.Evidence;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.ProposalRequest;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Every topic of a masternode in the order of the route (ARCHITECTURE, "Topics"), the dead letters
 * last: the only place where a topic's name, key, value, partitions, bounds and retention are
 * written, each with the reason.
 */
public enum Topic {
  TX_INBOUND(
      TopicSpec.batches("tx.inbound", InboundBatch.class)
          .keyed(KeyKind.BATCH_HASH, TopicCatalogue.MAX_VERIFIERS)
          .upTo(TopicSpec.BODIES)
          .keptFor(Duration.ofHours(24))
          .because(
              "Verifiers scale up to the number of partitions. Kept so long that no intake outlives"
                  + " its batch: the gateway refuses while the oldest unread is older than 10"
                  + " min.")),
  TX_VERIFIED(
      TopicSpec.batches("tx.verified", VerifiedBatch.class)
          .upTo(TopicSpec.BODIES)
          .keptFor(Duration.ofHours(3))
          .because("One mempool reads all in one order; longer than a mempool entry's 2 h.")),
  VERIFIER_EVIDENCE(
      TopicSpec.batches("verifier.evidence", DoubtfulSignature.class)
          .keptForever()
          .because(
              "What was signed wrongly, or judged wrongly, is looked into long after; a verifier"
                  + " that writes here stops, so there are few.")),
  TX_STATUS(
      TopicSpec.prompt("tx.status", StatusBatch.class)
          .upTo(TopicSpec.BODIES)
          .keptFor(Duration.ofHours(1))
          .because("Gateways answer who waits now; older answers come from the queries.")),
  LEASE_MEMPOOL(TopicSpec.lease("lease.mempool")),
  LEASE_CONSENSUS(TopicSpec.lease("lease.consensus")),
  LEASE_LEDGER(TopicSpec.lease("lease.ledger")),
  MEMPOOL_JOURNAL(
      TopicSpec.batches("mempool.journal", JournalBatch.class)
          .deletedBy("mempool-service", "below its oldest live entry")
          .because("The pool itself, as a log in one order.")),
  MEMPOOL_PRIORITIES(
      TopicSpec.prompt("mempool.priorities", PriorityChange.class)
          .keptFor(Duration.ofHours(3))
          .because(
              "Whoever is active, now or after a take-over, ranks as the operator wants; longer"
                  + " than a mempool entry's 2 h.")),
  PROPOSAL_REQUESTS(
      TopicSpec.prompt("proposal.requests", ProposalRequest.class)
          .keptFor(Duration.ofHours(1))
          .because("A request stands until it is answered or replaced; old ones mean nothing.")),
  PROPOSAL_ANSWERS(
      TopicSpec.prompt("proposal.answers", ProposalAnswer.class)
          .upTo(TopicSpec.BODIES)
          .deletedBy("mempool-service", "below the ledger's sequence")
          .flushed()
          .because("The durable copy of the bodies that must exist before a PREPARE.")),
  CONSENSUS_OUTBOUND(
      TopicSpec.prompt("consensus.outbound", VoteLogRecord.class)
          .deletedBy("consensus-service", "below the first sequence that the ledger lacks")
          .flushed()
          .because("The vote log: losing a vote that was spoken can split the chain.")),
  CONSENSUS_INBOUND(
      TopicSpec.prompt("consensus.inbound", ReceivedConsensusMessage.class)
          .keptFor(Duration.ofHours(1))
          .because("Votes on undecided sequences; peers repeat them, certificates replace them.")),
  CONSENSUS_EVIDENCE(
      TopicSpec.batches("consensus.evidence", Evidence.class)
          .keptForever()
          .because(
              "What proves that a member is faulty outlives it: no time makes it void. One order,"
                  + " a hundred small records per member at most.")),
  SYNC_INBOUND(
      TopicSpec.batches("sync.inbound", SyncedRange.class)
          .upTo(TopicSpec.BODIES)
          .keptFor(Duration.ofHours(1))
          .because("Ranges are applied in order and can be asked for again.")),
  P2P_OUTBOUND(
      TopicSpec.batches("p2p.outbound", PeerOrder.class)
          .upTo(TopicSpec.BODIES)
          .keptFor(Duration.ofMinutes(10))
          .because("What is to be sent to peers now; nobody wants it later.")),
  CHAIN_MICROBLOCKS(
      TopicSpec.published("chain.microblocks", MicroblockRecord.class)
          .linger(Duration.ZERO)
          .upTo(TopicSpec.BODIES)
          .deletedBy("ledger-service", "older than 7 days and below the ledger's sequence")
          .flushed()
          .because("The total order. Any older range comes from the ledger.")),
  CHAIN_BLOCKS(
      TopicSpec.published("chain.blocks", BlockRecord.class)
          .keptForever()
          .because("One small record per block: the whole history of seals stays readable.")),
  CHAIN_TRANSACTIONS(
      TopicSpec.published("chain.transactions", TransactionRecord.class)
          .keyed(KeyKind.TXID, TopicCatalogue.EVENT_PARTITIONS)
          .keptFor(Duration.ofDays(7))
          .because("Readers scale; order matters per transaction only, and it has one record.")),
  CHAIN_ADDRESSES(
      TopicSpec.published("chain.addresses", AddressRecord.class)
          .keyed(KeyKind.ADDRESS, TopicCatalogue.EVENT_PARTITIONS)
          .keptFor(Duration.ofDays(7))
          .because("Readers scale; the entries of one address stay in order.")),

  TX_INBOUND_DLQ(TX_INBOUND),
  TX_VERIFIED_DLQ(TX_VERIFIED),
  VERIFIER_EVIDENCE_DLQ(VERIFIER_EVIDENCE),
  TX_STATUS_DLQ(TX_STATUS),
  MEMPOOL_JOURNAL_DLQ(MEMPOOL_JOURNAL),
  MEMPOOL_PRIORITIES_DLQ(MEMPOOL_PRIORITIES),
  PROPOSAL_REQUESTS_DLQ(PROPOSAL_REQUESTS),
  PROPOSAL_ANSWERS_DLQ(PROPOSAL_ANSWERS),
  CONSENSUS_OUTBOUND_DLQ(CONSENSUS_OUTBOUND),
  CONSENSUS_INBOUND_DLQ(CONSENSUS_INBOUND),
  CONSENSUS_EVIDENCE_DLQ(CONSENSUS_EVIDENCE),
  SYNC_INBOUND_DLQ(SYNC_INBOUND),
  P2P_OUTBOUND_DLQ(P2P_OUTBOUND),
  CHAIN_MICROBLOCKS_DLQ(CHAIN_MICROBLOCKS),
  CHAIN_BLOCKS_DLQ(CHAIN_BLOCKS),
  CHAIN_TRANSACTIONS_DLQ(CHAIN_TRANSACTIONS),
  CHAIN_ADDRESSES_DLQ(CHAIN_ADDRESSES);

  // A record of immutable values, which Error Prone cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final TopicSpec spec;

  private final Optional<Topic> source;

  Topic(TopicSpec spec) {
    this.spec = spec;
    this.source = Optional.empty();
  }

  /** The dead letters of a topic: one record each that could not be processed. */
  Topic(Topic source) {
    this.spec =
        TopicSpec.batches(source.topicName() + ".dlq", DeadLetter.class)
            .keyed(KeyKind.AS_SOURCE, 1)
            .upTo(source.largestRecordBytes() + TopicCatalogue.DEAD_LETTER_OVERHEAD_BYTES)
            .keptFor(Duration.ofDays(30))
            .because("A person looks at it, repairs and replays.");
    this.source = Optional.of(source);
  }

  /** The name without prefix. */
  public String topicName() {
    return spec.name();
  }

  /**
   * The name on the broker.
   *
   * @param prefix what tells this node's topics from others', such as {@code timecoin.}; may be
   *     empty
   */
  public String fullName(String prefix) {
    return prefix + spec.name();
  }

  public KeyKind keyKind() {
    return spec.keyKind();
  }

  /** The Protobuf type of the values; absent where nothing is written. */
  public Optional<Class<? extends Message>> valueType() {
    return spec.valueType();
  }

  public int partitions() {
    return spec.partitions();
  }

  /** The largest value, serialized and not compressed, in bytes; a producer never sends more. */
  public int largestRecordBytes() {
    return spec.largestRecordBytes();
  }

  /** {@link #largestRecordBytes} with key, headers and framing: what broker and clients allow. */
  public int maxMessageBytes() {
    return spec.largestRecordBytes() + TopicCatalogue.RECORD_OVERHEAD_BYTES;
  }

  public Retention retention() {
    return spec.retention();
  }

  /** Why key, partitions and retention are as they are. */
  public String reason() {
    return spec.reason();
  }

  /** Whether a lone broker writes each record to disk before it acknowledges it. */
  public boolean flushEveryMessage() {
    return spec.flushEveryMessage();
  }

  /** How long a producer may wait for more to send along: 0 where somebody waits for an answer. */
  public Duration linger() {
    return spec.linger();
  }

  /** What producers compress with; the broker keeps it as it came. */
  public String compressionType() {
    return spec.compressionType();
  }

  /** Whether it is part of the public contract: what applications read. */
  public boolean isPublic() {
    return spec.isPublic();
  }

  /** Whether records can fail here: not in leases, and not among dead letters. */
  public boolean hasDeadLetter() {
    return valueType().isPresent() && source.isEmpty();
  }

  /**
   * Where records go that could not be processed.
   *
   * @throws IllegalStateException unless {@link #hasDeadLetter}
   */
  public Topic deadLetter() {
    return Arrays.stream(values())
        .filter(topic -> topic.source.equals(Optional.of(this)))
        .findAny()
        .orElseThrow(() -> new IllegalStateException(topicName() + " has no dead letters"));
  }

  /** Of which topic these are the dead letters. */
  public Optional<Topic> deadLettersOf() {
    return source;
  }

  /** The topic's settings on brokers, for creating or verifying it. */
  public Map<String, String> brokerConfig(int replication) {
    return BrokerConfig.of(this, replication);
  }
}
