package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.backends.FreePorts;
import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * By mistake the same instance runs a second time, on another port: of a one-active service the
 * newcomer has the lease and the other one is told; payments go on with either, and nobody speaks
 * with two voices.
 */
final class TwiceE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("twice", 1, Duration.ofSeconds(5));

  private final Payments payments = new Payments(DEVNET.gateway());
  private final Roles roles = new Roles();

  @AfterAll
  static void whatIsPublicIsSound() throws Exception {
    VoteLogs.assertOneVoice(DEVNET);
    PublicStream.of(DEVNET).assertSound();
  }

  @ParameterizedTest
  @EnumSource(names = {"MEMPOOL", "CONSENSUS", "LEDGER"})
  void theNewcomerActsAndTheOtherIsToldWhy(ServiceKind kind) {
    ServiceProcess first = DEVNET.service(kind);
    ServiceProcess twin = twin(first);
    // Made before: a mempool that is told does not answer queries about coins.
    Transaction meanwhile = payment();
    try {
      DEVNET.devnet().restart(twin);
      Poll.untilTrue("the newcomer active", LIMIT, () -> roles.isActive(twin));
      Poll.untilTrue(
          first.name() + " told",
          LIMIT,
          () ->
              HealthProbe.ask(first.port()).reasons().stream()
                  .anyMatch(
                      reason ->
                          reason.contains(
                              "another process runs as instance '" + first.name() + "'")));
      assertThat(first.isAlive()).isTrue();
      assertThat(List.of(first, twin)).filteredOn(roles::isActive).containsExactly(twin);
      settle(meanwhile);
    } finally {
      twin.stop();
      first.stop();
    }
    // What the operator does: one of the two is enough.
    DEVNET.restart(first);
    settle(payment());
  }

  @ParameterizedTest
  @EnumSource(names = {"GATEWAY", "VERIFIER"})
  void whereAllAreActiveTwoOfANameDoNotHurtEachOther(ServiceKind kind) {
    ServiceProcess first = DEVNET.service(kind);
    ServiceProcess twin = twin(first);
    try {
      DEVNET.devnet().restart(twin);
      Poll.untilTrue("the newcomer ready", LIMIT, () -> HealthProbe.ask(twin.port()).ready());
      settle(payment());
      assertThat(HealthProbe.ask(first.port()).ready()).isTrue();
    } finally {
      twin.stop();
    }
    settle(payment());
  }

  /** Everything the same but the port, as another copy of its configuration would have it. */
  private static ServiceProcess twin(ServiceProcess first) {
    int port = FreePorts.ofThisMachine().pick();
    return first.variant(
        first.name() + "-twin", Map.of("quarkus.http.port", Integer.toString(port)));
  }

  private static Transaction payment() {
    return DEVNET.purse().pay(DEVNET.purse().coin(), Purse.stranger(), 100_000_000L);
  }

  private void settle(Transaction payment) {
    JsonNode unused = payments.settle(payment);
  }
}
