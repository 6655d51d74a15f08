package io.timecoin.devnet.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The five services in route order, with the memory each has on a devnet. What they keep is small,
 * and what they make for a payment dies when it is final: with half of the heap for the young it
 * dies there, and is not moved first.
 */
public enum ServiceKind {
  GATEWAY("p2p-gateway", 224, 112),
  VERIFIER("verifier-service", 160, 96),
  MEMPOOL("mempool-service", 512, 224),
  CONSENSUS("consensus-service", 160, 80),
  LEDGER("ledger-service", 384, 192);

  private final String module;
  private final int heapMegabytes;
  private final int youngMegabytes;

  ServiceKind(String module, int heapMegabytes, int youngMegabytes) {
    this.module = module;
    this.heapMegabytes = heapMegabytes;
    this.youngMegabytes = youngMegabytes;
  }

  /** The service's name: its module's folder. */
  public String module() {
    return module;
  }

  /** MiB of heap on a devnet. */
  public int heapMegabytes() {
    return heapMegabytes;
  }

  /** The folder with {@code quarkus-run.jar}. */
  public Path application(Path sources) {
    return sources.resolve(module).resolve("target").resolve("quarkus-app");
  }

  /** The same for training an AOT cache and for running with it, or the JVM refuses the cache. */
  public List<String> jvmFlags() {
    var flags =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-Xmx" + heapMegabytes + "m",
                "-Xmn" + youngMegabytes + "m",
                "-XX:ActiveProcessorCount=2",
                "-XX:+ExitOnOutOfMemoryError",
                // lz4 and Netty load native code; without the flag every log begins with warnings.
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
    if (this == VERIFIER) {
      // Signatures are verified eight at a time with it, where the processor has AVX-512.
      flags.add("--add-modules=jdk.incubator.vector");
    }
    return List.copyOf(flags);
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(ServiceKind::module).collect(Collectors.joining(", "));
  }
}
