package io.timecoin.kit.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Refuses settings that nothing could work with, each by its key. */
public final class ConfigBounds {
  private static final Pattern SWITCH =
      Pattern.compile("true|false|yes|no|y|n|on|off|1|0", Pattern.CASE_INSENSITIVE);

  private ConfigBounds() {}

  /**
   * Checks the settings of one service, and warns of environment variables that are no setting.
   *
   * @param own the service's own mappings; what all services are told is checked by itself
   * @throws ConfigurationException as {@link #check} does
   */
  public static void checkService(Config source, Class<?>... own) {
    for (Class<?> mapping : own) {
      check(mapping, source);
    }
    var all = new ArrayList<>(List.of(own));
    all.add(NodeConfig.class);
    UnknownVariables.warn(all);
  }

  /**
   * Checks every setting of a mapping that has {@link Bounds} or a {@link Form}, and that a switch
   * is on or off: any other word would silently mean off.
   *
   * @throws ConfigurationException one sentence with key, what it may be, and what it is; Quarkus
   *     ends with that sentence alone
   */
  public static void check(Class<?> mapping, Config source) {
    SmallRyeConfig settings = source.unwrap(SmallRyeConfig.class);
    check(
        mapping.getAnnotation(ConfigMapping.class).prefix(),
        mapping,
        settings.getConfigMapping(mapping),
        settings);
  }

  private static void check(String prefix, Class<?> mapping, Object config, Config source) {
    for (Method method : mapping.getDeclaredMethods()) {
      String key = prefix + "." + kebab(method.getName());
      Bounds bounds = method.getAnnotation(Bounds.class);
      Form form = method.getAnnotation(Form.class);
      if (bounds != null) {
        checkNumber(key, bounds, value(method, config));
      } else if (form != null) {
        for (Object text : texts(value(method, config))) {
          if (!text.toString().matches(form.pattern())) {
            throw new ConfigurationException(
                "%s is %s, not \"%s\"".formatted(key, form.is(), text));
          }
        }
      } else if (method.getReturnType().isInterface()
          && method.getReturnType().getEnclosingClass() == mapping) {
        check(key, method.getReturnType(), value(method, config), source);
      } else if (method.getReturnType() == boolean.class) {
        String word = source.getConfigValue(key).getValue();
        if (word != null && !SWITCH.matcher(word).matches()) {
          throw new ConfigurationException("%s is true or false, not \"%s\"".formatted(key, word));
        }
      }
    }
  }

  private static Object value(Method method, Object config) {
    try {
      return method.invoke(config);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(method + " cannot be read", e);
    }
  }

  private static void checkNumber(String key, Bounds bounds, Object value) {
    number(value)
        .filter(number -> !isWithin(bounds, number))
        .ifPresent(
            number -> {
              throw new ConfigurationException(
                  "%s is %d to %d%s, not %s"
                      .formatted(key, bounds.least(), bounds.most(), unit(value), number));
            });
  }

  /** NaN is within no bounds. */
  private static boolean isWithin(Bounds bounds, Number number) {
    return number instanceof Double fraction
        ? fraction >= bounds.least() && fraction <= bounds.most()
        : number.longValue() >= bounds.least() && number.longValue() <= bounds.most();
  }

  /** A Long or a Double; empty if an optional setting is not set. */
  private static Optional<Number> number(Object value) {
    return switch (value) {
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number);
      case Double number -> Optional.of(number);
      case Duration time -> Optional.of(millis(time));
      case MemorySize size ->
          Optional.of(size.asBigInteger().min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
      case OptionalInt number ->
          number.isPresent() ? Optional.of((long) number.getAsInt()) : Optional.empty();
      case OptionalLong number ->
          number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
      default -> throw new IllegalStateException(value + " has no bounds");
    };
  }

  private static long millis(Duration time) {
    try {
      return time.toMillis();
    } catch (ArithmeticException e) {
      return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static List<?> texts(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(ConfigBounds::texts).orElse(List.of());
      case List<?> list -> list;
      default -> List.of(value);
    };
  }

  private static String unit(Object value) {
    return value instanceof Duration ? " ms" : value instanceof MemorySize ? " bytes" : "";
  }

  static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
