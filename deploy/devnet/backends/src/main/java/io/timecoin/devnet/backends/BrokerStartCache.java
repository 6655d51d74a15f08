package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The JVM's ahead-of-time cache for the broker: trained once, it nearly halves the start. Keyed by
 * JDK, jars and flags, beside the jars' folder, outside version control; without it the broker only
 * starts slower.
 */
public final class BrokerStartCache {
  /** Writing the cache happens while the trained broker ends. */
  private static final Duration TRAINING_END = Duration.ofMinutes(3);

  private BrokerStartCache() {}

  /** Whether a broker of these libraries would start with a cache. */
  public static boolean isTrained(BrokerLibraries libraries) {
    return Files.exists(fileFor(libraries));
  }

  /**
   * Trains the cache unless it is there: starts a broker on an empty folder, stops it, keeps what
   * the JVM wrote. Takes some 15 s; false when the JVM wrote nothing.
   */
  public static boolean train(BrokerLibraries libraries) {
    Path cache = fileFor(libraries);
    try (var lock = ExclusiveFile.await(cache.resolveSibling(".lock"))) {
      if (lock.isHeld() && !Files.exists(cache)) {
        trainNow(libraries, cache);
      }
      return Files.exists(cache);
    } catch (IOException e) {
      throw new BackendFailure("Could not train the broker's start cache: " + e.getMessage(), e);
    }
  }

  private static void trainNow(BrokerLibraries libraries, Path cache) throws IOException {
    Path folder = Files.createTempDirectory(cache.getParent(), "training");
    Path fresh = folder.resolve("broker.aot");
    try {
      var broker = EmbeddedKafka.startTraining(libraries, folder.resolve("broker"), fresh);
      broker.stop(TRAINING_END);
      broker.close();
      if (Files.exists(fresh)) {
        Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      LocalFolders.delete(folder);
    }
  }

  static Path fileFor(BrokerLibraries libraries) {
    return libraries
        .folder()
        .toAbsolutePath()
        .resolveSibling("aot")
        .resolve("broker-" + key(libraries) + ".aot");
  }

  private static String key(BrokerLibraries libraries) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      feed(digest, System.getProperty("java.home") + System.getProperty("java.vm.version"));
      feed(digest, BrokerJvm.FLAGS.toString());
      for (Path jar : libraries.jars()) {
        feed(digest, jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new BackendFailure("Could not read the broker's jars: " + e.getMessage(), e);
    }
  }

  private static void feed(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}
