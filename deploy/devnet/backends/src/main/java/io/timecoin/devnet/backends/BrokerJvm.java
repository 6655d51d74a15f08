package io.timecoin.devnet.backends;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the broker's JVM is called: this process's own JDK, small heap, and the start cache if there
 * is one. A cache that the JVM refuses costs one line in the log and nothing else.
 */
final class BrokerJvm {
  /** The same for training and running: other flags would make the cache useless. */
  static final List<String> FLAGS =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:ActiveProcessorCount=2",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final BrokerLibraries libraries;
  private final Path logConfiguration;

  BrokerJvm(BrokerLibraries libraries, Path logConfiguration) {
    this.libraries = libraries;
    this.logConfiguration = logConfiguration;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  List<String> serve(Path properties) {
    return command(cacheFlags(), List.of("kafka.Kafka", properties.toString()));
  }

  List<String> train(Path properties, Path cache) {
    return command(
        List.of("-XX:AOTCacheOutput=" + cache), List.of("kafka.Kafka", properties.toString()));
  }

  List<String> format(Path properties, String clusterId) {
    return command(
        cacheFlags(),
        List.of(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            clusterId,
            "--config",
            properties.toString()));
  }

  private List<String> cacheFlags() {
    Path cache = BrokerStartCache.fileFor(libraries);
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  private List<String> command(List<String> cache, List<String> main) {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(FLAGS);
    command.addAll(cache);
    command.add("-Dlog4j2.configurationFile=" + logConfiguration);
    command.add("-cp");
    command.add(
        libraries.jars().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.addAll(main);
    return command;
  }
}
