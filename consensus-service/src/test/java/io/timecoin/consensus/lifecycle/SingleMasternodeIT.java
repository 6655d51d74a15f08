package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.consensus.store.ChainFollower;
import io.timecoin.consensus.store.VoteLog;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A committee of one on a real broker. */
class SingleMasternodeIT {
  private static final Logger LOG = Logger.getLogger(SingleMasternodeIT.class);
  private static final int PAYMENTS = 10;

  private MasternodeScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = MasternodeScene.ofOne();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void decidesPaymentsAndSealsWhenIdle() throws Exception {
    var node = scene.node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> node.role() == Role.MEMBER);
    scene.pay(PAYMENTS);
    Await.until("a seal", () -> scene.mempool.height() >= 1);
    int payments = scene.mempool.sequence();
    Await.until(
        "an idle seal", () -> scene.mempool.height() >= 2 && scene.mempool.sequence() > payments);

    assertThat(scene.chain.microblocks().getLast().header().seal()).isPresent();
    assertThat(scene.mempool.records)
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
    scene.assertNothingSignedTwice();
    LOG.infof(
        "Commit of a step: %s",
        node.metrics.timer("timecoin.consensus.transaction.commit").takeSnapshot());
    LOG.infof("From draft to read microblock: %s ms", scene.mempool.millisFromDraft);
  }

  @Test
  void aRestartGoesOnInANewEpochAndNeverSignsTwice() throws Exception {
    var first = scene.node("a", TestNode.Settings.FIRST_START);
    scene.pay(3);
    Await.until("payments", () -> scene.mempool.sequence() >= 3);
    first.close();
    var second = scene.node("a", TestNode.Settings.LATER);
    scene.pay(3);
    Await.until("more payments", () -> scene.mempool.sequence() >= 6);

    assertThat(second.status.snapshot().epoch()).isEqualTo(2);
    scene.assertNothingSignedTwice();
  }

  @Test
  void anotherWriterOfTheSameKeyFencesTheActiveOneWhichTakesOverAnew() throws Exception {
    var node = scene.node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> node.role() == Role.MEMBER);
    try (var zombie =
        new VoteLog(
            scene.settings("b"),
            scene.key.publicKey(),
            scene.chain.genesisHash(),
            "any",
            KafkaProducer::new)) {
      scene.pay(2);
      Await.until("payments", () -> scene.mempool.sequence() >= 2);

      assertThatThrownBy(() -> zombie.open(99)).isInstanceOf(KafkaException.class);
    }
    assertThat(node.status.snapshot().epoch()).isGreaterThanOrEqualTo(2);
    scene.assertNothingSignedTwice();
  }

  @Test
  void aStandbyTakesOverWhenTheActiveInstanceStops() throws Exception {
    var active = scene.node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> active.role() == Role.MEMBER);
    var standby = scene.node("b", TestNode.Settings.LATER);
    Await.until("standby", () -> standby.role() == Role.STANDBY);
    scene.pay(2);
    Await.until("payments", () -> scene.mempool.sequence() >= 2);
    active.close();
    scene.pay(2);
    Await.until("more payments", () -> scene.mempool.sequence() >= 4);

    assertThat(standby.role()).isEqualTo(Role.MEMBER);
    scene.assertNothingSignedTwice();
  }

  @Test
  void theLogIsKeptShortAndGoodAllTheSame() throws Exception {
    var node = scene.node("a", TestNode.Settings.FIRST_START.keeping(8));
    scene.pay(4);
    Await.until("payments", () -> scene.mempool.sequence() >= 4);
    scene.ledger.standAt(scene.chain.genesis(), scene.chain.microblocks().subList(0, 3));
    Await.until(
        "the log begins with sequence 4 or later",
        () -> {
          scene.pay(1);
          return scene.log().stream()
              .filter(VoteLogRecord::hasMessage)
              .allMatch(record -> record.getMessage().getSequence() > 3);
        });
    node.close();
    int before = scene.mempool.sequence();
    var second = scene.node("a", TestNode.Settings.LATER);
    scene.pay(1);
    Await.until("one more", () -> scene.mempool.sequence() > before);

    assertThat(second.role()).isEqualTo(Role.MEMBER);
  }
}
