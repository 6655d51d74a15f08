package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The active process of a service is stopped by SIGSTOP, its standby takes over, then SIGCONT wakes
 * the old one in the middle of whatever it did: it changes nothing any more.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class ZombieE2E {
  /** The lease's session is 6 s; after it the standby reads the rest. */
  private static final Duration TAKE_OVER_LIMIT = Duration.ofSeconds(30);

  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("zombies", new Replicas(1, 1), Duration.ofSeconds(5)).withPauses();

  private final Payments payments = new Payments(DEVNET.gateway());
  private final Roles roles = new Roles();

  @ParameterizedTest
  @EnumSource(names = {"MEMPOOL", "CONSENSUS", "LEDGER"})
  void whoWakesUpAfterATakeOverChangesNothing(ServiceKind kind) throws Exception {
    List<ServiceProcess> instances = DEVNET.devnet().masternode().services(kind);
    ServiceProcess old = roles.active(instances);
    JsonNode unanswered = payments.submit(payment());
    DEVNET.note("on its way: " + unanswered);
    signal("STOP", old);
    try {
      Poll.untilTrue(
          "the standby of " + old.name() + " active",
          TAKE_OVER_LIMIT,
          () -> instances.stream().anyMatch(each -> each != old && roles.isActive(each)));
      DEVNET.note(roles.active(instances).name() + " has taken over from " + old.name());
      settle(1);
    } finally {
      signal("CONT", old);
    }
    settle(5);
    Poll.untilTrue(
        "exactly one " + kind + " active",
        TAKE_OVER_LIMIT,
        () -> instances.stream().filter(roles::isActive).count() == 1);
    settle(1);

    assertThat(instances).allMatch(ServiceProcess::isAlive);
    VoteLogs.assertOneVoice(DEVNET);
    PublicStream.of(DEVNET).assertSound();
  }

  private void settle(int count) {
    for (int i = 0; i < count; i++) {
      JsonNode unused = payments.settle(payment());
    }
  }

  private static Transaction payment() {
    return DEVNET.purse().pay(DEVNET.purse().coin(), Purse.stranger(), 100_000_000L);
  }

  private static void signal(String name, ServiceProcess process)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(code).as("kill -%s %s", name, process.name()).isZero();
  }
}
