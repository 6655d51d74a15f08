package io.timecoin.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service refuses a key below "timecoin" that it does not know: what an operator misspells would
 * otherwise be a setting that silently has no effect.
 */
class UnknownKeysTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "timecoin.instance", "one",
          "timecoin.kafka.replication", "3",
          "timecoin.sample.size", "7");

  /** Stands for a service's own mapping beside the common one. */
  @ConfigMapping(prefix = "timecoin.sample")
  public interface SampleConfig {
    int size();
  }

  @Test
  void whatAMappingNamesIsKnown() throws IOException {
    SmallRyeConfig config = started(Map.of(), Map.of());

    assertThat(config.getConfigMapping(NodeConfig.class).kafka().replication()).isEqualTo(3);
    assertThat(config.getConfigMapping(SampleConfig.class).size()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timecoin.kafka.replicaton",
        "timecoin.kafka.bootstrap.servers",
        "timecoin.sample.siez",
        "timecoin.other.size",
        "timecoin.draindeadline"
      })
  void aMisspeltKeyStopsTheStartAndIsNamedWithItsSource(String misspelt) {
    assertThatThrownBy(() -> started(Map.of(misspelt, "3"), Map.of()))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(misspelt + " in ")
        .hasMessageContaining("operator.properties")
        .hasMessageContaining("does not map to any root");
  }

  /** The launcher's variables; which key a variable means cannot be told from its name. */
  @Test
  void variablesOfTheEnvironmentAreNoKeys() throws IOException {
    SmallRyeConfig config =
        started(
            Map.of(),
            Map.of(
                "TIMECOIN_HOME", "/home/somebody",
                "TIMECOIN_ROOT", "/src",
                "TIMECOIN_BUILT", "1",
                "TIMECOIN_KAFKA_REPLICATION", "5"));

    assertThat(config.getConfigMapping(NodeConfig.class).kafka().replication()).isEqualTo(5);
  }

  /** With the file that every service ships, the operator's file and the environment. */
  private static SmallRyeConfig started(Map<String, String> also, Map<String, String> environment)
      throws IOException {
    var operator = new HashMap<>(GOOD);
    operator.putAll(also);
    URL shipped =
        Objects.requireNonNull(
            NodeConfig.class.getResource("/META-INF/microprofile-config.properties"));
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(
            new PropertiesConfigSource(shipped),
            new PropertiesConfigSource(operator, "operator.properties", 260),
            new EnvConfigSource(environment, 300))
        .withMapping(NodeConfig.class)
        .withMapping(SampleConfig.class)
        .build();
  }
}
