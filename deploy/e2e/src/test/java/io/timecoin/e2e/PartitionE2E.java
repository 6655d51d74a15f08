package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.link.Partition;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Four masternodes whose links fail. Times are reported. */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class PartitionE2E {
  private static final Duration APART = Duration.ofSeconds(60);

  /** What is on its way when a link goes down has arrived by then, or does not. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("parted", 1, Duration.ofSeconds(5)).withMasternodes(4);

  private final Federation federation = new Federation(DEVNET);

  @AfterEach
  void heal() {
    DEVNET.devnet().links().heal();
  }

  @Test
  void withoutAQuorumNothingIsFinalAndAfterHealingEverythingIs() throws Exception {
    federation.awaitSame();
    DEVNET.devnet().links().partition(Partition.parse("1,2/3,4"));
    Waiting.pause(SETTLED);
    List<Long> before = sequences();
    Set<Hash256> submitted = payThroughEach();

    Waiting.pause(APART);

    assertThat(sequences()).isEqualTo(before);
    long healed = System.nanoTime();
    DEVNET.devnet().links().heal();
    federation.awaitFinalEverywhere(submitted);
    tell("2|2 for " + APART.toSeconds() + " s", healed);
    federation.assertAgreed();
  }

  @Test
  void aQuorumGoesOnAndTheOneFollows() throws Exception {
    long before = federation.awaitSame().sequence();
    DEVNET.devnet().links().partition(Partition.parse("1,2,3/4"));
    Waiting.pause(SETTLED);
    long left = DEVNET.node(4).sequence();
    for (int number = 1; number <= 3; number++) {
      DEVNET.node(number).payments().settle(payment());
    }
    Waiting.pause(APART);
    long ahead = DEVNET.node(1).sequence();

    assertThat(ahead).isGreaterThan(before);
    assertThat(DEVNET.node(4).sequence()).isEqualTo(left).isLessThan(ahead);
    long healed = System.nanoTime();
    DEVNET.devnet().links().heal();
    Federation.await(DEVNET.nodes(), ahead, LIMIT);
    tell("3|1 for " + APART.toSeconds() + " s", healed);
    federation.assertAgreed();
  }

  @Test
  void oneBrokenLinkDoesNoHarm() throws Exception {
    DEVNET.devnet().links().up(1, 2, false);
    Waiting.pause(SETTLED);

    Set<Hash256> submitted = payThroughEach();

    federation.awaitFinalEverywhere(submitted);
    DEVNET.devnet().links().heal();
    federation.assertAgreed();
  }

  private static List<Long> sequences() {
    return DEVNET.nodes().stream().map(Node::sequence).toList();
  }

  private static Set<Hash256> payThroughEach() {
    var txids = new HashSet<Hash256>();
    for (Node node : DEVNET.nodes()) {
      Transaction payment = payment();
      assertThat(node.payments().submit(payment).path("status").asText()).isEqualTo("acknowledged");
      txids.add(payment.txid());
    }
    return txids;
  }

  private static Transaction payment() {
    return DEVNET.purse().pay(DEVNET.purse().coin(), Purse.stranger(), 100_000_000L);
  }

  @SuppressWarnings("SystemOut")
  private static void tell(String what, long sinceNanos) {
    System.out.println(
        "partition %s: in sync %d ms after healing"
            .formatted(what, (System.nanoTime() - sinceNanos) / 1_000_000));
  }
}
