package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.suite.HealthProbe.Readiness;
import io.timecoin.devnet.suite.RunState;
import io.timecoin.devnet.suite.RunState.RunningService;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatusReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST = 24_201;
  private static final int SECOND = 24_301;
  private static final RunState STATE =
      new RunState(
          RunState.Phase.READY,
          7,
          List.of(
              new RunningService(1, "p2p-gateway", "p2p-gateway", 11, FIRST),
              new RunningService(1, "ledger-service", "ledger-service", 12, 24_216),
              new RunningService(2, "p2p-gateway", "p2p-gateway", 21, SECOND),
              new RunningService(2, "ledger-service", "ledger-service", -1, 24_316)),
          List.of("1-2: down"),
          "");

  @Test
  void everyMasternodeTellsItsOwnChainPeersAndServices() {
    JsonNode report = new StatusReport(StatusReportTest::ready, this::answering).of(STATE);

    JsonNode second = report.path("masternodes").path(1);
    assertThat(report.path("masternodes")).hasSize(2);
    assertThat(second.path("name").asText()).isEqualTo("masternode-2");
    assertThat(second.path("sequence").asLong()).isEqualTo(5);
    assertThat(second.path("height").asLong()).isEqualTo(3);
    assertThat(second.path("digest").asText()).isEqualTo("d-24301");
    assertThat(second.path("stateCommitment").asText()).isEqualTo("c-24301");
    assertThat(second.path("round").asLong()).isEqualTo(2);
    assertThat(second.path("peers").asInt()).isEqualTo(1);
    assertThat(report.path("masternodes").path(0).path("digest").asText()).isEqualTo("d-24201");
    JsonNode ledger = second.path("services").path(1);
    assertThat(ledger.path("name").asText()).isEqualTo("ledger-service");
    assertThat(ledger.path("pid").asLong()).isEqualTo(-1);
    assertThat(ledger.path("ready").asBoolean()).isFalse();
    assertThat(ledger.path("reasons").path(0).asText()).isEqualTo("dead");
    assertThat(report.path("links").path(0).asText()).isEqualTo("1-2: down");
    assertThat(report.path("phase").asText()).isEqualTo("ready");
  }

  @Test
  void aGatewayWithoutPeersHasNone() {
    StatusReport.Rpc alone =
        method -> {
          if (method.equals("getpeerinfo")) {
            throw new RpcFailure(-32601, "no such method", JsonNodeFactory.instance.nullNode());
          }
          return answer(FIRST, method);
        };

    JsonNode report = new StatusReport(StatusReportTest::ready, _ -> alone).of(STATE);

    assertThat(report.path("masternodes").path(0).path("peers").asInt(-1)).isZero();
    assertThat(report.path("masternodes").path(0).path("round").asInt(-1)).isEqualTo(2);
  }

  @Test
  void aDeadGatewayLeavesTheOthersAnswer() {
    JsonNode report =
        new StatusReport(
                StatusReportTest::ready,
                port ->
                    method -> {
                      if (port == FIRST) {
                        throw new LauncherFailure("does not answer");
                      }
                      return answer(port, method);
                    })
            .of(STATE);

    assertThat(report.path("masternodes").path(0).path("unavailable").asText())
        .isEqualTo("does not answer");
    assertThat(report.path("masternodes").path(0).path("sequence").isMissingNode()).isTrue();
    assertThat(report.path("masternodes").path(1).path("sequence").asLong()).isEqualTo(5);
  }

  private static Readiness ready(int port) {
    return port == 24_316 ? new Readiness(false, List.of("dead")) : new Readiness(true, List.of());
  }

  private StatusReport.Rpc answering(int port) {
    return method -> answer(port, method);
  }

  private static JsonNode answer(int port, String method) {
    return switch (method) {
      case "getblockchaininfo" ->
          JSON.createObjectNode().put("sequence", 5).put("blocks", 3).put("digest", "d-" + port);
      case "gettxoutsetinfo" -> JSON.createObjectNode().put("state_commitment", "c-" + port);
      case "getconsensusinfo" -> JSON.createObjectNode().put("round", 2);
      case "getpeerinfo" -> JSON.createArrayNode().add("peer");
      default -> throw new IllegalArgumentException(method);
    };
  }
}
