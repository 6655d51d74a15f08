package io.timecoin.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A service's settings as they are at its start, with one key set by an operator. */
public final class Settings {
  private Settings() {}

  /** What is shipped must be good. */
  public static void assertDefaultsAreGood(Class<?> mapping) {
    SmallRyeConfig _ = start(mapping, Map.of());
  }

  /** A broken value must end the start with its key in the sentence. */
  public static void assertRefused(Class<?> mapping, String key, String value) {
    Throwable refused = catchThrowable(() -> start(mapping, Map.of(key, value)));

    assertThat(refused).as("%s=%s", key, value).isNotNull();
    assertThat(refused).hasMessageContaining(key);
  }

  /**
   * What a service starts with.
   *
   * @param operator what an operator has set, by key
   */
  public static <T> T of(Class<T> mapping, Map<String, String> operator) {
    return start(mapping, operator).getConfigMapping(mapping);
  }

  private static SmallRyeConfig start(Class<?> mapping, Map<String, String> operator) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(operator, "operator.properties", 260))
            .withMapping(mapping)
            .build();
    ConfigBounds.check(mapping, config);
    return config;
  }
}
