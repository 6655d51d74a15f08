package io.timecoin.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A misspelt variable is named; what others set is left alone. */
final class UnknownVariablesTest {
  @ConfigMapping(prefix = "timecoin.verifier")
  interface OneService {
    int queueLimit();
  }

  @Test
  void aMisspeltVariableIsFound() {
    assertThat(
            unknown(
                "TIMECOIN_KAFKA_REPLICATON",
                "TIMECOIN_VERIFIER_QUEUE_LIMITS",
                "TIMECOIN_MEMPOL_URLS",
                "PATH"))
        .containsExactly(
            "TIMECOIN_KAFKA_REPLICATON", "TIMECOIN_MEMPOL_URLS", "TIMECOIN_VERIFIER_QUEUE_LIMITS");
  }

  @Test
  void settingsAreKnown() {
    assertThat(
            unknown(
                "TIMECOIN_KAFKA_REPLICATION",
                "TIMECOIN_INSTANCE",
                "TIMECOIN_MEMPOOL_URLS",
                "TIMECOIN_LEDGER_URLS_0_",
                "TIMECOIN_VERIFIER_QUEUE_LIMIT"))
        .isEmpty();
  }

  /** One environment may serve all five; each names its own mistakes only. */
  @Test
  void anotherServicesVariablesAreItsOwnMatter() {
    assertThat(unknown("TIMECOIN_CONSENSUS_KEY_FILE", "TIMECOIN_MEMPOOL_MAX_BYTES")).isEmpty();
  }

  @Test
  void kubernetesAndTheToolsHaveTheirOwn() {
    assertThat(
            unknown(
                "TIMECOIN_HOME",
                "TIMECOIN_LEDGER_JDBC_URL",
                "TIMECOIN_PORT",
                "TIMECOIN_P2P_GATEWAY_SERVICE_HOST",
                "TIMECOIN_P2P_GATEWAY_SERVICE_PORT_RPC",
                "TIMECOIN_P2P_GATEWAY_PORT_24001_TCP_ADDR"))
        .isEmpty();
  }

  private static List<String> unknown(String... variables) {
    return UnknownVariables.find(List.of(variables), List.of(NodeConfig.class, OneService.class));
  }
}
