package io.timecoin.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A service's settings as they are at its start, with one key set by an operator. */
public final class Settings {
  private Settings() {}

  /** What is shipped must be good. */
  public static void assertDefaultsAreGood(Class<?> mapping) {
    start(mapping, Map.of());
  }

  /** A broken value must end the start with its key in the sentence. */
  public static void assertRefused(Class<?> mapping, String key, String value) {
    Throwable refused = catchThrowable(() -> start(mapping, Map.of(key, value)));

    assertThat(refused).as("%s=%s", key, value).isNotNull();
    assertThat(refused).hasMessageContaining(key);
  }

  private static void start(Class<?> mapping, Map<String, String> operator) {
    ConfigBounds.check(
        mapping,
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(operator, "operator.properties", 260))
            .withMapping(mapping)
            .build());
  }
}
