package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.api.Wallet.FinalPayment;
import io.timecoin.devnet.api.Wallet.Order;
import io.timecoin.devnet.events.EventReport;
import io.timecoin.devnet.events.EventVerification;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.light.LightClient;
import io.timecoin.devnet.load.LoadGenerator;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A steady load of sound, defective and rival payments, each followed to its end; then what the
 * public events say of them is verified, replayed, proven to a light client, and caught up with.
 */
final class LoadE2E {
  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("load", 1, Duration.ofSeconds(20));

  @Test
  @SuppressWarnings("SystemOut")
  void everyTransactionUnderLoadComesToItsRightEnd() {
    var generator =
        new LoadGenerator(DEVNET.gateway(), DEVNET.genesis().hash(), DEVNET.devnet().keys().load());
    LoadPlan plan =
        Boolean.getBoolean("test.full")
            ? new LoadPlan(300, 60, 2, 2, 0.02, 0.02)
            : new LoadPlan(200, 10, 2, 2, 0.05, 0.02);

    LoadReport report = generator.run(plan, new Random(2), DEVNET::note);

    System.out.println("finality ms " + report.finalityMillis() + ", " + report);
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.refused()).isZero();
    assertThat(report.lost()).isZero();
    assertThat(report.isClean()).isTrue();
    assertThat(report.conflictPairs()).isPositive();
    assertThat(report.rejected().keySet()).containsAll(codesOfOneTransaction());
    assertThat(report.waiting().keySet()).containsExactly(RejectCode.UNKNOWN_INPUT.name());

    var topics = new NodeTopics(DEVNET.devnet().kafkaBootstrap(), DEVNET.devnet().kafkaPrefix());
    EventReport events = verified(topics, OptionalLong.empty());
    System.out.println(events.text());
    assertThat(events.from()).isEqualTo(1);
    assertThat(events.transactions()).isGreaterThanOrEqualTo(report.finalCount());
    assertThat(events.blocks()).isGreaterThan(1);
    long half = events.to() / 2;
    assertThat(verified(topics, OptionalLong.of(half)).from()).isEqualTo(half);

    assertReplaysAreIdentical(topics);
    assertProvenToALightClient(topics);
    var late = new LateConsumer(topics, DEVNET.gateway());
    late.follow(half);

    TransactionRecord again = DuplicateEvent.plant(topics, half);
    assertThatThrownBy(() -> verified(topics, OptionalLong.empty()))
        .isInstanceOf(LauncherFailure.class)
        .hasMessage(
            "chain.transactions: the transaction at position %d of sequence %d: it is there twice",
            again.getPosition(), again.getSequence());

    assertAConsumerGetsOverItsAbsence(late, topics);
  }

  private static void assertReplaysAreIdentical(NodeTopics topics) {
    for (Topic topic : Topic.values()) {
      if (topic.isPublic()) {
        assertThat(ReplayedTopic.assertIdentical(DEVNET, topics, topic)).isPositive();
      }
    }
  }

  /** A payment that a block confirms, one of the last ones, and a coinbase. */
  private static void assertProvenToALightClient(NodeTopics topics) {
    List<TransactionRecord> events =
        new TopicReader(topics.bootstrap(), topics.prefix())
            .values(Topic.CHAIN_TRANSACTIONS.topicName(), TransactionRecord.parser());
    var light = new LightClient(DEVNET.gateway(), DEVNET.genesis());
    for (TransactionRecord event :
        List.of(
            Collections.min(events, Comparator.comparingLong(TransactionRecord::getSequence)),
            Collections.max(events, Comparator.comparingLong(TransactionRecord::getSequence)))) {
      assertThat(light.prove(Hash256.of(event.getTxid().toByteArray())).sequence())
          .isEqualTo(event.getSequence());
    }
    String coinbase = DEVNET.gateway().call("getblock", 1).path("tx").path(0).asText();
    assertThat(light.prove(Hash256.fromHex(coinbase)).height()).contains(1L);
  }

  /** It was away for longer than the topic keeps: REST has what is missing, Kafka the rest. */
  private static void assertAConsumerGetsOverItsAbsence(LateConsumer late, NodeTopics topics) {
    LateConsumer.forgetAll(topics);

    late.catchUp();
    long byRest = late.cursor();
    var wallet =
        new Wallet(
            DEVNET.gateway(),
            DEVNET.genesis().hash(),
            DEVNET.devnet().keys().load(),
            InstantSource.system());
    FinalPayment payment = wallet.send(wallet.sign(Order.pay(Purse.stranger(), 1_000_000)));
    verifiedFrom(topics, payment.sequence());
    late.follow(payment.sequence());

    assertThat(byRest).isLessThan(payment.sequence());
    var everything = new LateConsumer(topics, DEVNET.gateway());
    everything.catchUp();
    assertThat(late.values())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(everything.values());
  }

  /** Waits until all up to the sequence is published. */
  private static void verifiedFrom(NodeTopics topics, long sequence) {
    EventReport unused = verified(topics, OptionalLong.of(sequence));
  }

  private static EventReport verified(NodeTopics topics, OptionalLong from) {
    return new EventVerification(topics, DEVNET.genesis(), from, OptionalLong.empty(), DEVNET::note)
        .run();
  }

  /** All of PROTOCOL §4.2 and §4.3 but what waits first, and what takes a rival. */
  private static List<String> codesOfOneTransaction() {
    return Arrays.stream(RejectCode.values())
        .filter(code -> !code.policy())
        .filter(code -> code != RejectCode.UNKNOWN_INPUT && code != RejectCode.INPUT_LOCKED)
        .map(RejectCode::name)
        .toList();
  }
}
