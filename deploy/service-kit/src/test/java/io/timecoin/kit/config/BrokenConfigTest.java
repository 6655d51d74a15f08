package io.timecoin.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that nothing could work with ends the start with a sentence that names its key. */
class BrokenConfigTest {
  private static final String PREFIX = "timecoin.";

  @Test
  void whatIsShippedIsGood() throws Exception {
    ConfigBounds.check(NodeConfig.class, config(Map.of(PREFIX + "instance", "host-1.example")));
    ConfigBounds.check(
        NodeConfig.class,
        config(
            Map.of(
                PREFIX + "instance", "one",
                PREFIX + "kafka.bootstrap-servers", "a:1,b.example:65535",
                PREFIX + "ledger-urls", "http://127.0.0.1:8085,https://ledger.example/")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instance|a b",
        "instance|../../x",
        "kafka.prefix|a b.",
        "kafka.prefix|''",
        "kafka.prefix|ü",
        "kafka.bootstrap-servers|localhost",
        "kafka.bootstrap-servers|localhost:x",
        "kafka.bootstrap-servers|http://localhost:9092",
        "kafka.replication|x",
        "kafka.replication|0",
        "kafka.replication|-1",
        "kafka.replication|1.5",
        "kafka.replication|99999999999999",
        "kafka.production|perhaps",
        "kafka.topics|destroy",
        "internal-deadline|x",
        "internal-deadline|0s",
        "internal-deadline|-1s",
        "internal-deadline|9999999d",
        "drain-deadline|-1s",
        "drain-deadline|10000h",
        "ledger-urls|localhost:8085",
        "ledger-urls|ftp://localhost",
        "mempool-urls|http://a b",
        "consensus-urls|/internal",
      })
  void aBrokenValueIsNamedByItsKey(String key, String value) {
    var operator = new HashMap<>(Map.of(PREFIX + "instance", "one"));
    operator.put(PREFIX + key, value);
    Throwable refused =
        catchThrowable(() -> ConfigBounds.check(NodeConfig.class, config(operator)));

    assertThat(refused).as("%s=%s", key, value).isNotNull();
    assertThat(refused).hasMessageContaining(PREFIX + key);
    // Of these two Quarkus prints the message alone.
    assertThat(refused)
        .isInstanceOfAny(ConfigurationException.class, ConfigValidationException.class)
        .satisfies(failure -> assertThat(failure.getCause()).isNull());
  }

  private static SmallRyeConfig config(Map<String, String> operator) throws Exception {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(
            new PropertiesConfigSource(
                Objects.requireNonNull(
                    NodeConfig.class.getResource("/META-INF/microprofile-config.properties"))),
            new PropertiesConfigSource(new HashMap<>(operator), "operator.properties", 260))
        .withMapping(NodeConfig.class)
        .build();
  }
}
