package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.devnet.hostile.HostileValue.Fate;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.kafka.HostileTopic;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.PreparedCertificate;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.Valid;
import io.timecoin.protocol.proto.internal.v1.Verdict;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every kind of bad record in every topic that consensus reads: what mempool and peers write goes
 * aside; the chain and the vote log, where safety hangs on every record, halt it with the reason.
 */
class HostileRecordsIT {
  private static final int MUTATIONS = 300;

  private final String prefix = TestBackends.shared().newPrefix();
  private final TestChain chain = TestChain.ofMembers(1);
  private final KeyPair key = chain.memberKeys().getFirst();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private InstantSource clock;
  private FakeLedger ledger;

  @BeforeEach
  void open() throws Exception {
    var begin = Instant.ofEpochSecond(TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS);
    clock =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), begin.minusMillis(1_500)));
    new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
    ledger = keep(new FakeLedger(chain.genesis()));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (var closeable : opened.reversed()) {
      closeable.close();
    }
  }

  @Test
  void whatMempoolAndPeersWriteGoesAsideAndTheNodeGoesOnDeciding() throws Exception {
    var mempool = keep(new FakeMempool(chain, settings("mempool"), clock).start());
    var node = node();
    Await.until("member", () -> node.role() == Role.MEMBER);
    pay(mempool);
    MicroblockHeader decided = chain.microblocks().getFirst().header();

    int unreadable = write(Topic.PROPOSAL_ANSWERS, answer(decided));
    unreadable += write(Topic.CONSENSUS_INBOUND, received(decided));

    for (int i = 0; i < 3; i++) {
      pay(mempool);
    }
    int expected = unreadable;
    Await.until("bad records put aside", () -> badRecords(node) >= expected);
    assertThat(node.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void aRecordOfTheChainThatIsNoneHaltsWithTheReason() throws Exception {
    for (HostileValue value : chainTopic().values(chain.certified(microblock()).toProto(), 1, 0)) {
      if (value.fate() == Fate.UNREADABLE) {
        chainTopic().write(List.of(value));
        break;
      }
    }
    var node = node();

    Await.until("halted", () -> node.role() == Role.HALTED);
    assertThat(node.status.snapshot().reason())
        .startsWith("TC-CON-031")
        .contains("offset 0 of chain.microblocks", "no value");
  }

  @Test
  void aVoteLogWithAStrangeRecordIsNotSpokenFrom() throws Exception {
    var log = new HostileTopic(settings("test"), Topic.CONSENSUS_OUTBOUND);
    log.write(List.of(new HostileValue("no value", Fate.UNREADABLE, null)));
    var node = node();

    Await.until("observer", () -> node.role() == Role.OBSERVER);
    assertThat(node.status.snapshot().reason())
        .startsWith("TC-CON-020")
        .contains("offset 0", "no value");
  }

  private io.timecoin.protocol.block.Microblock microblock() {
    return chain.microblock(List.of(), chain.tip().timeMillis() + 1);
  }

  private HostileTopic chainTopic() {
    return new HostileTopic(settings("test"), Topic.CHAIN_MICROBLOCKS);
  }

  /** The number of those that must go aside. */
  private int write(Topic topic, com.google.protobuf.Message valid) throws Exception {
    var hostile = new HostileTopic(settings("test"), topic);
    List<HostileValue> values =
        hostile.values(valid, 11, MUTATIONS).stream().filter(value -> !isTakeOver(value)).toList();
    hostile.write(values);
    return (int) values.stream().filter(each -> each.fate() == Fate.UNREADABLE).count();
  }

  /** A mutation that opens an epoch is what a mempool writes that takes over. */
  private static boolean isTakeOver(HostileValue value) {
    try {
      return value.fate() == Fate.NONSENSE
          && ProposalAnswer.parseFrom(value.bytes()).hasEpochOpened();
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static double badRecords(TestNode node) {
    return node.metrics.find("bad").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** Of the decided sequence: mutated, it is about no other. */
  private ProposalAnswer answer(MicroblockHeader decided) {
    return ProposalAnswer.newBuilder()
        .setEpoch(1)
        .setVerdict(
            Verdict.newBuilder()
                .setSequence(decided.sequence())
                .setPreviousDigest(bytes(decided.previousDigest().toByteArray()))
                .setDigest(bytes(decided.digest().toByteArray()))
                .setValid(
                    Valid.newBuilder()
                        .setHeader(bytes(decided.encode()))
                        .setSealInputs(chain.tip().sealInputs().toProto())))
        .build();
  }

  private ReceivedConsensusMessage received(MicroblockHeader decided) {
    return ReceivedConsensusMessage.newBuilder()
        .setPeer(bytes(new byte[32]))
        .setReceivedAtMillis(1)
        .setMessage(
            message(decided, 1)
                .addRoundChanges(
                    message(decided, 4)
                        .setPrepared(
                            PreparedCertificate.newBuilder()
                                .setSequence(decided.sequence())
                                .setDigest(bytes(decided.digest().toByteArray()))
                                .setBitmap(bytes(new byte[] {1}))
                                .addSignatures(bytes(new byte[64])))))
        .build();
  }

  private ConsensusMessage.Builder message(MicroblockHeader decided, int type) {
    return ConsensusMessage.newBuilder()
        .setType(type)
        .setSequence(decided.sequence() + 1)
        .setRound(1)
        .setDigest(bytes(decided.digest().toByteArray()))
        .setSigner(bytes(key.publicKey().toByteArray()))
        .setSignature(bytes(new byte[64]))
        .setHeader(bytes(decided.encode()))
        .addWtxids(bytes(new byte[32]));
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }

  private void pay(FakeMempool mempool) throws Exception {
    int before = mempool.sequence();
    synchronized (mempool.records) {
      mempool.pool.add(chain.pay(chain.wallet(before % 10), chain.walletAddress(3), 1_000_000));
    }
    Await.until("a payment", () -> mempool.sequence() > before);
  }

  private TestNode node() throws Exception {
    return keep(
        new TestNode(
                settings("a"),
                chain.genesis(),
                ledger.uri(),
                new ConsensusKey.MemberKey(key),
                TestNode.Settings.FIRST_START,
                clock,
                KafkaProducer::new)
            .start());
  }

  private KafkaSettings settings(String instance) {
    return new KafkaSettings(TestBackends.shared().kafkaBootstrapServers(), prefix, instance);
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    opened.add(closeable);
    return closeable;
  }
}
