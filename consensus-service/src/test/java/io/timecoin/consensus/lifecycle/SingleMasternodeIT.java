package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.store.ChainFollower;
import io.timecoin.consensus.store.VoteLog;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A committee of one on a real broker. */
class SingleMasternodeIT {
  private static final Logger LOG = Logger.getLogger(SingleMasternodeIT.class);
  private static final int PAYMENTS = 10;

  private final String prefix = TestBackends.shared().newPrefix();
  private final TestChain chain = TestChain.ofMembers(1);
  private final KeyPair key = chain.memberKeys().getFirst();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private InstantSource clock;
  private FakeLedger ledger;
  private FakeMempool mempool;

  @BeforeEach
  void open() throws Exception {
    // A second and a half before the first slot's end.
    var begin = Instant.ofEpochSecond(TestChain.GENESIS_TIME + TestChain.INTERVAL_SECONDS);
    clock =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), begin.minusMillis(1_500)));
    new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
    ledger = keep(new FakeLedger(chain.genesis()));
    mempool = keep(new FakeMempool(chain, settings("mempool"), clock).start());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (var closeable : opened.reversed()) {
      closeable.close();
    }
  }

  @Test
  void decidesPaymentsAndSealsWhenIdle() throws Exception {
    var node = node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> node.role() == Role.MEMBER);
    pay(PAYMENTS);
    Await.until("a seal", () -> mempool.height() >= 1);
    int payments = mempool.sequence();
    Await.until("an idle seal", () -> mempool.height() >= 2 && mempool.sequence() > payments);

    assertThat(chain.microblocks().getLast().header().seal()).isPresent();
    assertThat(mempool.records)
        .allSatisfy(
            record -> {
              assertThat(record.headers().lastHeader(ChainFollower.EPOCH_HEADER).value())
                  .hasSize(8)
                  .endsWith((byte) 1);
              assertThat(
                      new String(
                          record.headers().lastHeader(ChainFollower.TOPIC_ID_HEADER).value(),
                          StandardCharsets.UTF_8))
                  .isNotEmpty();
            });
    assertThat(node.metrics.counter("timecoin.consensus.decisions").count())
        .isGreaterThan(PAYMENTS);
    assertNothingSignedTwice();
    LOG.infof(
        "Commit of a step: %s",
        node.metrics.timer("timecoin.consensus.transaction.commit").takeSnapshot());
    LOG.infof("From draft to read microblock: %s ms", mempool.millisFromDraft);
  }

  @Test
  void aRestartGoesOnInANewEpochAndNeverSignsTwice() throws Exception {
    var first = node("a", TestNode.Settings.FIRST_START);
    pay(3);
    Await.until("payments", () -> mempool.sequence() >= 3);
    first.close();
    var second = node("a", TestNode.Settings.LATER);
    pay(3);
    Await.until("more payments", () -> mempool.sequence() >= 6);

    assertThat(second.status.snapshot().epoch()).isEqualTo(2);
    assertNothingSignedTwice();
  }

  @Test
  void aFirstStartNeedsAPermission() throws Exception {
    var node = node("a", TestNode.Settings.LATER);
    Await.until("observer", () -> node.role() == Role.OBSERVER);

    assertThat(node.status.snapshot().reason()).startsWith("TC-CON-022");
    assertThat(log()).isEmpty();
  }

  @Test
  void anotherWriterOfTheSameKeyFencesTheActiveOneWhichTakesOverAnew() throws Exception {
    var node = node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> node.role() == Role.MEMBER);
    try (var zombie = new VoteLog(settings("b"), key.publicKey(), chain.genesisHash(), "any")) {
      pay(2);
      Await.until("payments", () -> mempool.sequence() >= 2);

      assertThatThrownBy(() -> zombie.open(99)).isInstanceOf(KafkaException.class);
    }
    assertThat(node.status.snapshot().epoch()).isGreaterThanOrEqualTo(2);
    assertNothingSignedTwice();
  }

  @Test
  void aStandbyTakesOverWhenTheActiveInstanceStops() throws Exception {
    var active = node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> active.role() == Role.MEMBER);
    var standby = node("b", TestNode.Settings.LATER);
    Await.until("standby", () -> standby.role() == Role.STANDBY);
    pay(2);
    Await.until("payments", () -> mempool.sequence() >= 2);
    active.close();
    pay(2);
    Await.until("more payments", () -> mempool.sequence() >= 4);

    assertThat(standby.role()).isEqualTo(Role.MEMBER);
    assertNothingSignedTwice();
  }

  @Test
  void aLostLogMakesAnObserverUntilAPersonDecides() throws Exception {
    var first = node("a", TestNode.Settings.FIRST_START);
    pay(2);
    Await.until("payments", () -> mempool.sequence() >= 2);
    first.close();
    try (var admin = Admin.create(settings("test").admin("test"))) {
      admin.deleteTopics(List.of(settings("test").name(Topic.CONSENSUS_OUTBOUND))).all().get();
      Await.until("topic made anew", this::topicsMadeAnew);
    }
    var observer = node("a", TestNode.Settings.FIRST_START);
    Await.until("observer", () -> observer.role() == Role.OBSERVER);
    assertThat(observer.status.snapshot().reason()).startsWith("TC-CON-023");
    assertThat(log()).isEmpty();
    observer.close();

    var decided = new TestNode.Settings(false, OptionalLong.of(3), 5_000);
    var again = node("a", decided);
    pay(2);
    Await.until("payments after the decision", () -> mempool.sequence() >= 4);
    assertThat(again.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void anotherNodesLogIsLeftAlone() throws Exception {
    var stranger = KeyPair.fromSeed(new byte[32]);
    try (var foreign =
        new VoteLog(settings("x"), stranger.publicKey(), chain.genesisHash(), "any")) {
      foreign.open(1);
    }
    var node = node("a", TestNode.Settings.FIRST_START);
    Await.until("observer", () -> node.role() == Role.OBSERVER);

    assertThat(node.status.snapshot().reason()).startsWith("TC-CON-020");
    assertThat(log()).hasSize(1);
  }

  @Test
  void aLedgerAheadOfTheChainMakesAnObserver() throws Exception {
    ledger.stand(
        ledger.head().toBuilder()
            .setSequence(7)
            .setDigest(ByteString.copyFrom(new byte[32]))
            .build());
    var node = node("a", TestNode.Settings.FIRST_START);
    Await.until("observer", () -> node.role() == Role.OBSERVER);

    assertThat(node.status.snapshot().reason()).startsWith("TC-CON-021");
  }

  @Test
  void theLogIsKeptShortAndGoodAllTheSame() throws Exception {
    var node = node("a", new TestNode.Settings(true, OptionalLong.empty(), 8));
    pay(4);
    Await.until("payments", () -> mempool.sequence() >= 4);
    ledger.standAt(chain.genesis(), chain.microblocks().subList(0, 3));
    Await.until(
        "the log begins with sequence 4 or later",
        () -> {
          pay(1);
          return log().stream()
              .filter(VoteLogRecord::hasMessage)
              .allMatch(record -> record.getMessage().getSequence() > 3);
        });
    node.close();
    int before = mempool.sequence();
    var second = node("a", TestNode.Settings.LATER);
    pay(1);
    Await.until("one more", () -> mempool.sequence() > before);

    assertThat(second.role()).isEqualTo(Role.MEMBER);
  }

  private boolean topicsMadeAnew() {
    try {
      new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
      return true;
    } catch (KafkaException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestNode node(String instance, TestNode.Settings settings) {
    return keep(
        new TestNode(settings(instance), chain.genesis(), ledger.uri(), key, settings, clock)
            .start());
  }

  /** Payments one after the other, each from what the one before has left. */
  private void pay(int count) {
    for (int i = 0; i < count; i++) {
      int before = mempool.sequence();
      synchronized (mempool.records) {
        mempool.pool.add(
            chain.pay(chain.wallet(i % 10), chain.walletAddress((i + 1) % 10), 1_000_000));
      }
      try {
        Await.until("payment " + i, () -> mempool.sequence() > before);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private KafkaSettings settings(String instance) {
    return new KafkaSettings(TestBackends.shared().kafkaBootstrapServers(), prefix, instance);
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private void assertNothingSignedTwice() {
    var places = new HashSet<String>();
    for (var record : log()) {
      if (record.hasMessage()) {
        var message = record.getMessage();
        assertThat(
                places.add(
                    message.getType() + "/" + message.getSequence() + "/" + message.getRound()))
            .isTrue();
      }
    }
  }

  private List<VoteLogRecord> log() {
    List<VoteLogRecord> records = new ArrayList<>();
    try (var reader =
        new AssignedReader(
            settings("reader"), "log", Map.of(Topic.CONSENSUS_OUTBOUND, StartPosition.BEGINNING))) {
      reader.readToEnd(
          batch ->
              batch.forEach(
                  record -> {
                    try {
                      records.add(VoteLogRecord.parseFrom(record.value()));
                    } catch (InvalidProtocolBufferException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return records;
  }
}
