package io.timecoin.ledger.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.TopicEcho;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.store.EventSource;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerFixture;
import io.timecoin.ledger.testing.PublishedEvents;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The publisher's group gets chain.microblocks in doubled records, again from its start, with
 * members that come and go, and with a database that is late: a reader of committed records sees
 * every event, once. Only a group whose offset is lost publishes again, and then the same events.
 */
class PublisherReplayIT {
  private static final int MICROBLOCKS = 18;

  private final AssignedBackends backends =
      new AssignedBackends(
          TestBackends.shared().kafkaBootstrapServers(),
          TestBackends.shared().newPrefix(),
          Optional.empty());
  private final TestChain chain = BusyChain.grown(TestChain.ofMembers(1), MICROBLOCKS);
  private final LedgerFixture ledger = new LedgerFixture();
  private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
  private final LedgerMetrics metrics = new LedgerMetrics(figures);
  private final List<Member> members = new ArrayList<>();
  private ChainStream stream;

  /** One instance's publisher: sessions one after the other, as {@link ChainPublisher} has them. */
  private final class Member implements AutoCloseable {
    final PublisherHealth health = new PublisherHealth();
    private final KafkaSettings settings;
    private final Thread thread;
    private volatile boolean closing;
    private volatile Throwable failure;

    Member(String instance) {
      settings = settings(instance);
      thread = Thread.ofPlatform().name("publisher-" + instance).daemon().start(this::run);
      members.add(this);
    }

    private void run() {
      while (!closing && failure == null) {
        try (var session =
            new PublisherSession(
                settings,
                new EventSource(ledger.pool(), ledger.store(), ledger.config()),
                new EventRecords(settings),
                new AppliedHead(),
                metrics,
                ledger.config(),
                health,
                KafkaProducer::new)) {
          while (!closing) {
            session.publishNext();
          }
        } catch (KafkaException e) {
          // The next session goes on.
        } catch (PublisherException | InterruptedException | RuntimeException e) {
          failure = e;
        }
      }
    }

    @Override
    public void close() {
      closing = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(failure).isNull();
    }
  }

  @BeforeEach
  void aLedgerAtGenesis() throws Exception {
    new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
    stream = new ChainStream(backends);
    ledger.genesis(chain.genesis()).begin();
  }

  @AfterEach
  void close() throws Exception {
    for (Member member : members) {
      member.close();
    }
    stream.close();
    ledger.close();
  }

  @Test
  void repeatsRebalancesAndALateDatabasePublishEverythingOnce() throws Exception {
    try (var echo =
        new TopicEcho(settings("echo"), Topic.CHAIN_MICROBLOCKS, 3, UnaryOperator.identity())
            .start()) {
      Member first = new Member("a");
      decide(1, 6);
      awaitPublished(6);
      Member second = new Member("b");
      stream.write(BusyChain.range(chain, 7, 12), 1);
      Await.until("the stream is ahead of the database", () -> echo.echoed() == 42);
      assertThat(published()).isEqualTo(6);
      write(7, 12);
      awaitPublished(12);
      first.close();
      new Member("c");
      decide(13, 15);
      awaitPublished(15);
      second.close();
      decide(16, MICROBLOCKS - 1);
      Await.until("all is repeated", () -> echo.echoed() == 62);
    }
    decide(MICROBLOCKS, MICROBLOCKS);
    awaitPublished(MICROBLOCKS);
    new PublishedEvents(stream, chain).assertOnceAndComplete();
  }

  @Test
  void anOffsetSetBackPublishesNothingAgain() throws Exception {
    publishAll(MICROBLOCKS - 1);
    var start = new PublishedPosition(MICROBLOCKS - 1).acknowledging(0);
    var partition = new TopicPartition(settings("test").name(Topic.CHAIN_MICROBLOCKS), 0);
    onEmptyGroup(admin -> admin.alterConsumerGroupOffsets(group(), Map.of(partition, start)).all());
    new Member("b");
    decide(MICROBLOCKS, MICROBLOCKS);
    awaitPublished(MICROBLOCKS);

    new PublishedEvents(stream, chain).assertOnceAndComplete();
  }

  @Test
  void aLostGroupPublishesTheSameEventsAgain() throws Exception {
    publishAll(MICROBLOCKS);
    List<String> once = events();
    onEmptyGroup(admin -> admin.deleteConsumerGroups(List.of(group())).all());
    new Member("b");
    Await.until("all is published again", () -> events().size() == 2 * once.size());

    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    assertThat(events()).containsExactlyInAnyOrderElementsOf(twice);
  }

  private void publishAll(int last) throws Exception {
    Member publisher = new Member("a");
    decide(1, last);
    awaitPublished(last);
    publisher.close();
  }

  private void onEmptyGroup(Function<Admin, KafkaFuture<Void>> change) throws Exception {
    try (var admin = Admin.create(settings("test").admin("test"))) {
      Await.until("the member has left", () -> succeeds(change.apply(admin)));
    }
  }

  private static boolean succeeds(KafkaFuture<Void> future) throws InterruptedException {
    try {
      future.get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  private String group() {
    return settings("test").prefixed("ledger-publisher");
  }

  private KafkaSettings settings(String instance) {
    return new KafkaSettings(backends.kafkaBootstrapServers(), backends.prefix(), instance);
  }

  /** Microblocks are in PostgreSQL and on the stream. */
  private void decide(int from, int to) throws Exception {
    stream.write(BusyChain.range(chain, from, to), 1);
    write(from, to);
  }

  private void write(int from, int to) throws Exception {
    ledger.writer(chain.genesis()).write(LedgerFixture.streamed(BusyChain.range(chain, from, to)));
  }

  private long published() {
    return (long) figures.get("timecoin.ledger.published.sequence").gauge().value();
  }

  private void awaitPublished(long sequence) throws Exception {
    Await.until("published " + sequence, () -> published() == sequence);
  }

  /** Every event of the three public topics, as text. */
  private List<String> events() throws InterruptedException {
    List<String> events = new ArrayList<>();
    for (Topic topic :
        List.of(Topic.CHAIN_BLOCKS, Topic.CHAIN_TRANSACTIONS, Topic.CHAIN_ADDRESSES)) {
      for (var record : stream.read(topic)) {
        events.add(topic + " " + HexFormat.of().formatHex(record.value()));
      }
    }
    return events;
  }
}
