package io.timecoin.ledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.TopicEcho;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.ledger.chain.ChainRules;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.health.WriterHealth;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerFixture;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * chain.microblocks again from its start and in doubled records: every row of PostgreSQL is the
 * same.
 *
 * <p>The writer is in no group: the database says where it goes on. Instead of a rebalance another
 * instance writes in the middle, at first beside the one that does not know yet that it has lost
 * its turn.
 */
class WriterReplayIT {
  private static final int MICROBLOCKS = 24;

  private final TestChain chain = BusyChain.grown(TestChain.ofMembers(1), MICROBLOCKS);
  private final InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private final SimpleMeterRegistry figures = new SimpleMeterRegistry();

  /** A ledger's database and topics. */
  private final class Scene implements AutoCloseable {
    final LedgerFixture ledger = new LedgerFixture();
    final AssignedBackends backends =
        new AssignedBackends(
            TestBackends.shared().kafkaBootstrapServers(),
            TestBackends.shared().newPrefix(),
            Optional.empty());
    final ChainStream stream;

    Scene() throws Exception {
      new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
      stream = new ChainStream(backends);
    }

    KafkaSettings settings(String instance) {
      return new KafkaSettings(backends.kafkaBootstrapServers(), backends.prefix(), instance);
    }

    /** An instance that writes from now on. */
    WritingTurns writer(String instance) {
      var settings = settings(instance);
      var health = new WriterHealth(new SimpleMeterRegistry());
      var metrics = new LedgerMetrics(figures);
      var consumer =
          new MicroblockConsumer(
              new BatchWriter(ledger.store(), ChainRules.of(chain.genesis()), metrics, clock),
              new DeadLetters(settings, new SimpleMeterRegistry(), "ledger"),
              new AppliedHead(),
              health,
              metrics,
              ledger.config());
      var turns =
          new WritingTurns(
              settings,
              new ServiceState(),
              ledger.genesis(chain.genesis()),
              consumer,
              health,
              ledger.config());
      turns.begin();
      return turns;
    }

    void awaitSequence(long sequence) throws Exception {
      Await.until(
          "sequence " + sequence,
          () -> ledger.store().state().map(LedgerState::sequence).orElse(-1L) == sequence);
    }

    /** The next turn reads the topic from its start. */
    void forgetOffset() throws Exception {
      ledger.execute("UPDATE ledger_state SET microblocks_offset = 0");
    }

    /** All rows; where the topic goes on is no part of the result. */
    String rows() throws Exception {
      forgetOffset();
      return ledger.dump();
    }

    @Override
    public void close() {
      stream.close();
      ledger.close();
    }
  }

  @Test
  void repeatsAndTakeOversGiveTheSameRows() throws Exception {
    String undisturbed = undisturbed();
    try (var scene = new Scene();
        var echo =
            new TopicEcho(
                    scene.settings("echo"), Topic.CHAIN_MICROBLOCKS, 3, UnaryOperator.identity())
                .start()) {
      WritingTurns first = scene.writer("a");
      scene.stream.write(BusyChain.range(chain, 1, 8), 1);
      scene.awaitSequence(8);
      WritingTurns second = scene.writer("b");
      scene.stream.write(BusyChain.range(chain, 9, 16), 1);
      scene.awaitSequence(16);
      first.end();
      second.end();
      scene.forgetOffset();
      WritingTurns third = scene.writer("c");
      scene.stream.write(BusyChain.range(chain, 17, MICROBLOCKS), 1);
      scene.awaitSequence(MICROBLOCKS);
      int repeats = MICROBLOCKS + 3 * 8 * 9 / 2;
      Await.until("all is repeated", () -> echo.echoed() == repeats);
      // Of the third alone: it has read everything from the start.
      Await.until("repeats are recognised", () -> repeated() >= 16 + repeats);
      third.end();

      assertThat(scene.rows()).isEqualTo(undisturbed);
    }
  }

  private double repeated() {
    return figures.counter("timecoin.ledger.repeated.microblocks").count();
  }

  private String undisturbed() throws Exception {
    try (var scene = new Scene()) {
      WritingTurns writer = scene.writer("a");
      scene.stream.write(BusyChain.range(chain, 1, MICROBLOCKS), 1);
      scene.awaitSequence(MICROBLOCKS);
      writer.end();
      return scene.rows();
    }
  }
}
