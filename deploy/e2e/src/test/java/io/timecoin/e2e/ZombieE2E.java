package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
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

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final RunningDevnet DEVNET =
      new RunningDevnet("zombies", new Replicas(1, 1), Duration.ofSeconds(5)).withPauses();

  private final Payments payments = new Payments(DEVNET.gateway());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest
  @EnumSource(names = {"MEMPOOL", "CONSENSUS", "LEDGER"})
  void whoWakesUpAfterATakeOverChangesNothing(ServiceKind kind) throws Exception {
    List<ServiceProcess> instances = DEVNET.devnet().masternode().services(kind);
    ServiceProcess old = active(instances);
    JsonNode unanswered = payments.submit(payment());
    DEVNET.note("on its way: " + unanswered);
    signal("STOP", old);
    try {
      Poll.untilTrue(
          "the standby of " + old.name() + " active",
          TAKE_OVER_LIMIT,
          () -> instances.stream().anyMatch(each -> each != old && isActive(each)));
      DEVNET.note(active(instances).name() + " has taken over from " + old.name());
      settle(1);
    } finally {
      signal("CONT", old);
    }
    settle(5);
    Poll.untilTrue(
        "exactly one " + kind + " active",
        TAKE_OVER_LIMIT,
        () -> instances.stream().filter(this::isActive).count() == 1);
    settle(1);

    assertThat(instances).allMatch(ServiceProcess::isAlive);
    assertTheVoteLogIsOneVoice();
    PublicStream.of(DEVNET).assertSound();
  }

  /** No epoch speaks after a newer one's record, and nothing is signed twice. */
  private static void assertTheVoteLogIsOneVoice() {
    List<VoteLogRecord> log = DEVNET.topics().values("consensus.outbound", VoteLogRecord.parser());
    assertThat(log.stream().map(VoteLogRecord::getEpoch)).isNotEmpty().isSorted();
    var places = new HashSet<List<Number>>();
    for (VoteLogRecord record : log) {
      if (record.hasMessage()) {
        var message = record.getMessage();
        var place = List.<Number>of(message.getType(), message.getSequence(), message.getRound());
        assertThat(places.add(place)).as("type, sequence, round %s once", place).isTrue();
      }
    }
  }

  private void settle(int count) {
    for (int i = 0; i < count; i++) {
      JsonNode unused = payments.settle(payment());
    }
  }

  private static Transaction payment() {
    return DEVNET.purse().pay(DEVNET.purse().coin(), Purse.stranger(), 100_000_000L);
  }

  private ServiceProcess active(List<ServiceProcess> instances) {
    return instances.stream().filter(this::isActive).findFirst().orElseThrow();
  }

  /** As the instance itself says; one that is stopped says nothing. */
  private boolean isActive(ServiceProcess instance) {
    String capability =
        switch (instance.kind()) {
          case MEMPOOL -> "admission";
          case CONSENSUS -> "vote";
          case LEDGER -> "write";
          case GATEWAY, VERIFIER -> throw new IllegalArgumentException("all are active");
        };
    try {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + instance.port() + "/status/capabilities"))
              .timeout(ANSWER_LIMIT)
              .build();
      for (JsonNode each :
          JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body())
              .path("capabilities")) {
        if (each.path("name").asText().equals(capability)) {
          return each.path("works").asBoolean();
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void signal(String name, ServiceProcess process)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(code).as("kill -%s %s", name, process.name()).isZero();
  }
}
