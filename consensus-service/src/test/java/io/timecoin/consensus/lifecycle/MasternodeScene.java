package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** The surroundings of a masternode's consensus instances on a real broker. */
final class MasternodeScene implements AutoCloseable {
  final TestChain chain;
  final KeyPair key;
  final InstantSource clock;
  final FakeLedger ledger;
  final FakeMempool mempool;
  private final String prefix = TestBackends.shared().newPrefix();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /**
   * @param key of the member whose instances run here
   * @param now Unix time in milliseconds that the clock shows first
   */
  MasternodeScene(TestChain chain, KeyPair key, long now) throws Exception {
    this.chain = chain;
    this.key = key;
    clock =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.ofEpochMilli(now)));
    new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
    ledger = keep(new FakeLedger(chain.genesis()));
    mempool = keep(new FakeMempool(chain, settings("mempool"), clock).start());
  }

  /** A committee of one, a second and a half before the first slot's end. */
  static MasternodeScene ofOne() throws Exception {
    var chain = TestChain.ofMembers(1);
    return new MasternodeScene(
        chain,
        chain.memberKeys().getFirst(),
        (TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS) * 1_000L - 1_500);
  }

  /** A member of a committee of four, a second after genesis; what the others say is the test's. */
  static MasternodeScene ofFour() throws Exception {
    var chain = TestChain.ofMembers(4);
    return new MasternodeScene(
        chain, chain.memberKeys().getFirst(), TestChain.GENESIS_TIME * 1_000L + 1_000);
  }

  TestNode node(String instance, TestNode.Settings settings) {
    return node(instance, settings, KafkaProducer::new);
  }

  /** A running instance whose vote log is written by such producers. */
  TestNode node(
      String instance,
      TestNode.Settings settings,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    return node(instance, new ConsensusKey.MemberKey(key), settings, producers);
  }

  /** A running instance that has no member's key. */
  TestNode follower(String instance) {
    return node(
        instance,
        new ConsensusKey.None("TC-CON-010: no key"),
        TestNode.Settings.LATER,
        KafkaProducer::new);
  }

  private TestNode node(
      String instance,
      ConsensusKey consensusKey,
      TestNode.Settings settings,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    return keep(
        new TestNode(
                settings(instance),
                chain.genesis(),
                ledger.uri(),
                consensusKey,
                settings,
                clock,
                producers)
            .start());
  }

  /** Payments one after the other, each from what the one before has left. */
  void pay(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      int before = mempool.sequence();
      offer(i);
      Await.until("payment " + i, () -> mempool.sequence() > before);
    }
  }

  /** A payment for the pool, of a wallet that has nothing else under way. */
  void offer(int wallet) {
    synchronized (mempool.records) {
      mempool.pool.add(
          chain.pay(chain.wallet(wallet % 10), chain.walletAddress((wallet + 1) % 10), 1_000_000));
    }
  }

  KafkaSettings settings(String instance) {
    return new KafkaSettings(TestBackends.shared().kafkaBootstrapServers(), prefix, instance);
  }

  /** Closed at the end, the youngest first. */
  <T extends AutoCloseable> T keep(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  /** What consensus.outbound holds for a reader of committed records. */
  List<VoteLogRecord> log() throws InterruptedException {
    List<VoteLogRecord> records = new ArrayList<>();
    try (var reader =
        new AssignedReader(
            settings("reader"), "log", Map.of(Topic.CONSENSUS_OUTBOUND, StartPosition.BEGINNING))) {
      reader.readToEnd(batch -> batch.forEach(record -> records.add(parsed(record.value()))));
    }
    return records;
  }

  /** The log's messages. */
  List<ConsensusMessage> messages() throws InterruptedException {
    return log().stream().filter(VoteLogRecord::hasMessage).map(VoteLogRecord::getMessage).toList();
  }

  /** One message at most for each type, sequence and round. */
  void assertNothingSignedTwice() throws InterruptedException {
    var places = new HashSet<String>();
    for (var message : messages()) {
      var place = message.getType() + "/" + message.getSequence() + "/" + message.getRound();
      assertThat(places.add(place)).as("type/sequence/round %s once", place).isTrue();
    }
  }

  /** Nothing of an older epoch comes after a newer one's record. */
  void assertEpochsOnlyGrow() throws InterruptedException {
    assertThat(log().stream().map(VoteLogRecord::getEpoch)).isSorted();
  }

  @Override
  public void close() {
    for (var closeable : opened.reversed()) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static VoteLogRecord parsed(byte[] value) {
    try {
      return VoteLogRecord.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
