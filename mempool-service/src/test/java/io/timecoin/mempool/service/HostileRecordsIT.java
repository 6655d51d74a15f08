package io.timecoin.mempool.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.HostileTopic;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.proto.internal.v1.Admitted;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.DraftWanted;
import io.timecoin.protocol.proto.internal.v1.Expired;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.JournalEntry;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.ProposalRequest;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.Refusal;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.proto.internal.v1.VerdictWanted;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Every kind of bad record in every topic that the active mempool reads, but the chain (whose bad
 * record halts it): each goes aside, and a payment is accepted and drafted all the same.
 */
@QuarkusTest
@TestProfile(HostileRecordsIT.OwnTopics.class)
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(FakeLedger.class)
class HostileRecordsIT {
  private static final int MUTATIONS = 150;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Another profile is another start of the service, with a prefix of its own. */
  public static final class OwnTopics implements QuarkusTestProfile {}

  private interface Wanted {
    boolean isIn(byte[] value) throws Exception;
  }

  private final TestChain chain = TestChain.ofMembers(1);
  private final Transaction stranger =
      chain.pay(chain.wallet(1), chain.walletAddress(2), 500_000_000);

  @Inject KafkaSettings settings;
  @Inject ServiceState state;

  @Test
  void badRecordsGoAsideAndPaymentsAreServed() throws Exception {
    Transaction first = chain.pay(chain.wallet(0), chain.walletAddress(9), 700_000_000);
    topic(Topic.TX_VERIFIED).write(verified(first).build());
    awaitAccepted(first);

    var written = new LinkedHashMap<Topic, List<HostileValue>>();
    for (Map.Entry<Topic, Message> valid : valid().entrySet()) {
      HostileTopic topic = topic(valid.getKey());
      written.put(valid.getKey(), topic.values(valid.getValue(), 5, MUTATIONS));
      topic.write(written.get(valid.getKey()));
    }

    Transaction second = chain.pay(chain.wallet(3), chain.walletAddress(9), 700_000_000);
    topic(Topic.TX_VERIFIED).write(verified(second).build());
    awaitAccepted(second);
    topic(Topic.PROPOSAL_REQUESTS).write(draftWanted());
    await(
        Topic.PROPOSAL_ANSWERS,
        value ->
            ProposalAnswer.parseFrom(value)
                .getDraft()
                .getTransactionsList()
                .contains(ByteString.copyFrom(second.encode())));
    for (Map.Entry<Topic, List<HostileValue>> each : written.entrySet()) {
      topic(each.getKey()).awaitDeadLetters(each.getValue());
    }
    assertThat(state.alive()).as("%s", state.reasons()).isTrue();
  }

  /** One message of each topic with as many fields set as it has. */
  private Map<Topic, Message> valid() {
    var valid = new LinkedHashMap<Topic, Message>();
    valid.put(
        Topic.TX_VERIFIED,
        verified(stranger)
            .addTransactions(
                VerifiedTransaction.newBuilder()
                    .setWtxid(bytes(32))
                    .setRefusal(Refusal.newBuilder().setCode("BAD_SIGNATURE").setDetail("a test")))
            .build());
    valid.put(
        Topic.PROPOSAL_REQUESTS,
        ProposalRequest.newBuilder()
            .setEpoch(1)
            .setVerdict(
                VerdictWanted.newBuilder()
                    .setSequence(1)
                    .setRound(1)
                    .setPreviousDigest(Hashes.toProto(chain.tip().digest()))
                    .setHeader(header())
                    .addWtxids(Hashes.toProto(stranger.wtxid())))
            .build());
    valid.put(
        Topic.CONSENSUS_INBOUND,
        ReceivedConsensusMessage.newBuilder()
            .setPeer(bytes(32))
            .setReceivedAtMillis(1)
            .setMessage(
                ConsensusMessage.newBuilder()
                    .setType(VoteType.PROPOSAL.number())
                    .setSequence(1)
                    .setDigest(bytes(32))
                    .setSigner(bytes(32))
                    .setSignature(bytes(64))
                    .setHeader(header())
                    .addWtxids(Hashes.toProto(stranger.wtxid())))
            .build());
    valid.put(
        Topic.MEMPOOL_PRIORITIES,
        PriorityChange.newBuilder()
            .setTxid(Hashes.toProto(stranger.txid()))
            .setSatoshi(1)
            .setId(1)
            .build());
    valid.put(
        Topic.MEMPOOL_JOURNAL,
        JournalBatch.newBuilder()
            .setEpoch(1)
            .setVerifiedOffset(1)
            .addEntries(
                JournalEntry.newBuilder()
                    .setAdmitted(
                        Admitted.newBuilder()
                            .setTransaction(ByteString.copyFrom(stranger.encode()))
                            .setOrder(1)
                            .setSinceMillis(1)
                            .setOrigin(origin())
                            .setLatency(Latency.newBuilder().setSentAtMillis(1))))
            .addEntries(
                JournalEntry.newBuilder()
                    .setLeft(
                        TransactionStatus.newBuilder()
                            .setWtxid(bytes(32))
                            .setExpired(Expired.getDefaultInstance())))
            .build());
    return valid;
  }

  private ByteString header() {
    return ByteString.copyFrom(
        chain.microblock(List.of(stranger), chain.tip().timeMillis() + 1).header().encode());
  }

  private static ByteString bytes(int size) {
    return ByteString.copyFrom(new byte[size]);
  }

  private static Origin.Builder origin() {
    return Origin.newBuilder().setKind(OriginKind.ORIGIN_KIND_CLIENT).setGateway("gateway");
  }

  private static VerifiedBatch.Builder verified(Transaction transaction) {
    return VerifiedBatch.newBuilder()
        .setOrigin(origin())
        .setSentAtMillis(1)
        .setVerifiedAtMillis(2)
        .setVerifier("verifier")
        .addTransactions(
            VerifiedTransaction.newBuilder()
                .setTransaction(ByteString.copyFrom(transaction.encode()))
                .setTxid(Hashes.toProto(transaction.txid()))
                .setWtxid(Hashes.toProto(transaction.wtxid())));
  }

  private ProposalRequest draftWanted() {
    return ProposalRequest.newBuilder()
        .setEpoch(1)
        .setDraft(
            DraftWanted.newBuilder()
                .setSequence(1)
                .setPreviousDigest(Hashes.toProto(chain.tip().digest())))
        .build();
  }

  private HostileTopic topic(Topic topic) {
    return new HostileTopic(settings, topic);
  }

  private void awaitAccepted(Transaction transaction) throws Exception {
    ByteString wtxid = Hashes.toProto(transaction.wtxid());
    await(
        Topic.TX_STATUS,
        value ->
            StatusBatch.parseFrom(value).getStatusesList().stream()
                .anyMatch(status -> status.hasAccepted() && status.getWtxid().equals(wtxid)));
  }

  private void await(Topic topic, Wanted wanted) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    try (var reader =
        new AssignedReader(settings, "test", Map.of(topic, StartPosition.BEGINNING))) {
      while (System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
          if (wanted.isIn(record.value())) {
            return;
          }
        }
      }
    }
    throw new AssertionError("nothing as wanted in " + topic + "; " + state.reasons());
  }
}
