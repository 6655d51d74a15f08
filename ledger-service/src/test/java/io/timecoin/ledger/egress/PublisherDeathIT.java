package io.timecoin.ledger.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.store.EventSource;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.Death;
import io.timecoin.ledger.testing.LedgerFixture;
import io.timecoin.ledger.testing.PublishedEvents;
import io.timecoin.ledger.testing.PublishingSteps;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The publisher dies, as by kill -9, at every step of a Kafka transaction, again and again on the
 * same topics: a reader of committed records sees every event, once.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
class PublisherDeathIT {
  private final AssignedBackends backends =
      new AssignedBackends(
          TestBackends.shared().kafkaBootstrapServers(),
          TestBackends.shared().newPrefix(),
          Optional.empty());
  private final KafkaSettings settings =
      new KafkaSettings(backends.kafkaBootstrapServers(), backends.prefix(), "publisher");
  private final TestChain chain = TestChain.ofMembers(1);
  private final LedgerFixture ledger = new LedgerFixture();
  private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
  private final LedgerMetrics metrics = new LedgerMetrics(figures);
  private ChainStream stream;

  @BeforeEach
  void aLedgerAtGenesis() throws Exception {
    new Topics(settings, TopicPreparation.CREATE, 1, false).prepare();
    stream = new ChainStream(backends);
    ledger.genesis(chain.genesis()).begin();
  }

  @AfterEach
  void close() {
    stream.close();
    ledger.close();
  }

  @Test
  void everyEventIsPublishedOnceWhereverThePublisherDies() throws Exception {
    int ofGenesis = dieAtEveryStep();
    // init, begin, 10 wallets and block 0, offsets, commit.
    assertThat(ofGenesis).isEqualTo(2 + TestChain.WALLETS + 1 + 2);
    new PublishedEvents(stream, chain).assertOnceAndComplete();

    decide(chain.append(payment(0), payment(1)));
    decide(chain.appendSeal());
    assertThat(dieAtEveryStep()).isGreaterThan(10);
    new PublishedEvents(stream, chain).assertOnceAndComplete();
  }

  @Test
  void anEventWhoseCommitWasNotAnsweredIsNotPublishedAgain() throws Exception {
    dieAfterACommit();
    decide(chain.append(payment(0)));
    dieAfterACommit();
    decide(chain.appendSeal());
    dieAfterACommit();

    decide(chain.append(payment(1)));
    publishAll(KafkaProducer::new, () -> false);
    new PublishedEvents(stream, chain).assertOnceAndComplete();
  }

  /** Deaths, each a step later than the one before, until a publisher lives to the end. */
  private int dieAtEveryStep() throws Exception {
    int deaths = 0;
    while (true) {
      var steps = PublishingSteps.before(deaths + 1);
      publishAll(steps, steps::dead);
      if (!steps.dead()) {
        return deaths;
      }
      deaths++;
    }
  }

  private void dieAfterACommit() throws Exception {
    var steps = PublishingSteps.afterCommit();
    publishAll(steps, steps::dead);
    assertThat(steps.dead()).isTrue();
  }

  /** One publisher's life: until it is dead, or everything is published. */
  private void publishAll(
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers, BooleanSupplier dead)
      throws Exception {
    var health = new PublisherHealth();
    try (var session =
        new PublisherSession(
            settings,
            new EventSource(ledger.pool(), ledger.store(), ledger.config()),
            new EventRecords(settings),
            new AppliedHead(),
            metrics,
            ledger.config(),
            health,
            producers)) {
      while (!dead.getAsBoolean() && !(health.status().works() && published() == last())) {
        session.publishNext();
      }
    } catch (Death | KafkaException e) {
      // The consumer wraps what its listener throws.
      assertThat(dead.getAsBoolean()).as("%s", e).isTrue();
    }
  }

  private long published() {
    return (long) figures.get("timecoin.ledger.published.sequence").gauge().value();
  }

  private long last() {
    return chain.tip().sequence();
  }

  /** A microblock is in PostgreSQL and on the stream. */
  private void decide(CertifiedMicroblock microblock) throws Exception {
    stream.write(List.of(microblock), 1);
    ledger.writer(chain.genesis()).write(LedgerFixture.streamed(List.of(microblock)));
  }

  private Transaction payment(int from) {
    return chain.pay(chain.wallet(from), chain.walletAddress(from + 1), 1_000_000);
  }
}
