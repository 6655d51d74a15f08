package io.timecoin.kit.config;

import io.smallrye.config.ConfigMapping;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Environment variables that look like a setting and are none. They are warned about, not refused:
 * Kubernetes gives every pod variables of its own for each service of the namespace, and one called
 * {@code timecoin-…} must not keep a pod from starting.
 */
final class UnknownVariables {
  private static final Logger LOG = Logger.getLogger(UnknownVariables.class);
  private static final String PREFIX = "TIMECOIN_";

  /** What the launcher and the schema's step are told. */
  private static final Set<String> TOOLS =
      Set.of(
          "TIMECOIN_HOME",
          "TIMECOIN_ROOT",
          "TIMECOIN_BUILT",
          "TIMECOIN_LEDGER_JDBC_URL",
          "TIMECOIN_LEDGER_DB_USER",
          "TIMECOIN_LEDGER_DB_PASSWORD");

  private static final Pattern KUBERNETES =
      Pattern.compile(
          "TIMECOIN_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP)(_.*)?)");

  private static final List<String> SERVICES =
      List.of("GATEWAY", "VERIFIER", "MEMPOOL", "CONSENSUS", "LEDGER");

  private UnknownVariables() {}

  static void warn(List<Class<?>> mappings) {
    for (String name : find(System.getenv().keySet(), mappings)) {
      LOG.warnf("TC-KIT-010: the environment variable %s is no setting: it has no effect", name);
    }
  }

  /** Those that are no setting of these mappings, sorted; another service's are its own matter. */
  static List<String> find(Collection<String> variables, List<Class<?>> mappings) {
    var known = new TreeSet<String>();
    mappings.forEach(mapping -> add(mapping, prefix(mapping), known));
    var others = others(mappings);
    return variables.stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !TOOLS.contains(name) && !KUBERNETES.matcher(name).matches())
        .filter(name -> known.stream().noneMatch(key -> isOf(name, key)))
        .filter(name -> others.stream().noneMatch(name::startsWith))
        .sorted()
        .toList();
  }

  private static void add(Class<?> mapping, String prefix, Set<String> known) {
    for (Method method : mapping.getDeclaredMethods()) {
      String key = prefix + "." + ConfigBounds.kebab(method.getName());
      if (method.getReturnType().getEnclosingClass() == mapping
          && method.getReturnType().isInterface()) {
        add(method.getReturnType(), key, known);
      } else {
        known.add(variable(key));
      }
    }
  }

  /** MicroProfile Config: every character that is no letter or digit becomes an underscore. */
  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** A list's element carries its index: {@code …_URLS_0_}. */
  private static boolean isOf(String name, String key) {
    return name.equals(key) || name.matches(Pattern.quote(key) + "_\\d+_");
  }

  private static List<String> others(List<Class<?>> mappings) {
    var own = mappings.stream().map(mapping -> variable(prefix(mapping))).toList();
    return SERVICES.stream()
        .map(service -> PREFIX + service)
        .filter(service -> !own.contains(service))
        .map(service -> service + "_")
        .toList();
  }

  private static String prefix(Class<?> mapping) {
    return mapping.getAnnotation(ConfigMapping.class).prefix();
  }
}
