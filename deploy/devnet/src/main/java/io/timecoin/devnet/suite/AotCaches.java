package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time caches of the services: they halve the start. One per JDK, jar and flags,
 * in a build folder. A cache that is missing or refused only makes the start slower.
 */
public final class AotCaches {
  /** What training writes, named by the launcher's process. */
  private static final Pattern TRAINING =
      Pattern.compile(".*\\.(\\d{1,18})\\.training(\\.config)?");

  private final Path folder;
  private final Path sources;

  public AotCaches(Path folder, Path sources) {
    this.folder = folder;
    this.sources = sources;
  }

  /** The services that would start without a cache. */
  public List<ServiceKind> untrained() {
    return Arrays.stream(ServiceKind.values()).filter(kind -> !Files.exists(file(kind))).toList();
  }

  /** Flags for a training run, after which {@link #keep} takes the cache over. */
  List<String> trainingFlags(ServiceKind kind) {
    return List.of("-XX:AOTCacheOutput=" + fresh(kind), "-Xlog:aot*=off,cds*=off");
  }

  /** Flags that use the cache; none when there is none. */
  List<String> runningFlags(ServiceKind kind) {
    Path file = file(kind);
    return Files.exists(file)
        ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off,cds*=off,aot=warning")
        : List.of();
  }

  /**
   * Takes over what a training run wrote and drops the caches of earlier builds.
   *
   * @param complete whether the run came to its orderly end; half a cache is thrown away
   */
  boolean keep(ServiceKind kind, boolean complete) {
    Path fresh = fresh(kind);
    if (!complete || !Files.exists(fresh)) {
      discard(fresh);
      return false;
    }
    try (Stream<Path> older = Files.list(folder)) {
      for (Path file : older.toList()) {
        String name = file.getFileName().toString();
        boolean earlier = name.startsWith(kind.module() + "-") && name.endsWith(".aot");
        if (earlier || isLeftBehind(name)) {
          Files.deleteIfExists(file);
        }
      }
      Files.move(fresh, file(kind));
      return true;
    } catch (IOException e) {
      throw new LauncherFailure("could not keep " + fresh + ": " + e.getMessage(), e);
    }
  }

  /** Half a cache, some hundred MB of it, whose launcher was killed. */
  private static boolean isLeftBehind(String name) {
    Matcher training = TRAINING.matcher(name);
    return training.matches() && ProcessHandle.of(Long.parseLong(training.group(1))).isEmpty();
  }

  private static void discard(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
    } catch (IOException e) {
      throw new LauncherFailure("could not delete " + fresh + ": " + e.getMessage(), e);
    }
  }

  /** Makes the folder that the training JVMs write to. */
  void prepare() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LauncherFailure("could not create " + folder + ": " + e.getMessage(), e);
    }
  }

  private Path fresh(ServiceKind kind) {
    return folder.resolve(kind.module() + "." + ProcessHandle.current().pid() + ".training");
  }

  private Path file(ServiceKind kind) {
    return folder.resolve(kind.module() + "-" + key(kind) + ".aot");
  }

  private String key(ServiceKind kind) {
    try (Stream<Path> files = Files.walk(kind.application(sources))) {
      var digest = MessageDigest.getInstance("SHA-256");
      feed(digest, System.getProperty("java.home") + System.getProperty("java.vm.version"));
      feed(digest, kind.jvmFlags().toString());
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        feed(
            digest,
            file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new LauncherFailure("%s is not built (%s)".formatted(kind.module(), e.getMessage()), e);
    }
  }

  private static void feed(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}
