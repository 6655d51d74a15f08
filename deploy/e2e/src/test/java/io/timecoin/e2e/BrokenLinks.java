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

/** Four masternodes whose links fail. Times are reported. */
abstract class BrokenLinks {
  /** A minute by hand: {@code -Dtest.apart=60}. */
  private static final Duration APART = Duration.ofSeconds(Integer.getInteger("test.apart", 20));

  /** What is on its way when a link goes down has arrived by then, or does not. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final RunningDevnet devnet;
  private final Federation federation;

  BrokenLinks(RunningDevnet devnet) {
    this.devnet = devnet;
    this.federation = new Federation(devnet);
  }

  @AfterEach
  void heal() {
    devnet.devnet().links().heal();
  }

  @Test
  void withoutAQuorumNothingIsFinalAndAfterHealingEverythingIs() throws Exception {
    federation.awaitSame();
    devnet.devnet().links().partition(Partition.parse("1,2/3,4"));
    Waiting.pause(SETTLED);
    List<Long> before = sequences();
    Set<Hash256> submitted = payThroughEach();

    Waiting.pause(APART);

    assertThat(sequences()).isEqualTo(before);
    long healed = System.nanoTime();
    devnet.devnet().links().heal();
    federation.awaitFinalEverywhere(submitted);
    tell("2|2 for " + APART.toSeconds() + " s", healed);
    federation.assertAgreed();
  }

  @Test
  void aQuorumGoesOnAndTheOneFollows() throws Exception {
    long before = federation.awaitSame().sequence();
    devnet.devnet().links().partition(Partition.parse("1,2,3/4"));
    Waiting.pause(SETTLED);
    long left = devnet.node(4).sequence();
    for (int number = 1; number <= 3; number++) {
      devnet.node(number).payments().settle(payment());
    }
    Waiting.pause(APART);
    long ahead = devnet.node(1).sequence();

    assertThat(ahead).isGreaterThan(before);
    assertThat(devnet.node(4).sequence()).isEqualTo(left).isLessThan(ahead);
    long healed = System.nanoTime();
    devnet.devnet().links().heal();
    Federation.await(devnet.nodes(), ahead, LIMIT);
    tell("3|1 for " + APART.toSeconds() + " s", healed);
    federation.assertAgreed();
  }

  @Test
  void oneBrokenLinkDoesNoHarm() throws Exception {
    devnet.devnet().links().up(1, 2, false);
    Waiting.pause(SETTLED);

    Set<Hash256> submitted = payThroughEach();

    federation.awaitFinalEverywhere(submitted);
    devnet.devnet().links().heal();
    federation.assertAgreed();
  }

  private List<Long> sequences() {
    return devnet.nodes().stream().map(Node::sequence).toList();
  }

  private Set<Hash256> payThroughEach() {
    var txids = new HashSet<Hash256>();
    for (Node node : devnet.nodes()) {
      Transaction payment = payment();
      assertThat(node.payments().submit(payment).path("status").asText()).isEqualTo("acknowledged");
      txids.add(payment.txid());
    }
    return txids;
  }

  private Transaction payment() {
    return devnet.purse().pay(devnet.purse().coin(), Purse.stranger(), 100_000_000L);
  }

  @SuppressWarnings("SystemOut")
  private static void tell(String what, long sinceNanos) {
    System.out.println(
        "partition %s: in sync %d ms after healing"
            .formatted(what, (System.nanoTime() - sinceNanos) / 1_000_000));
  }
}
