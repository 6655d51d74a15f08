package io.timecoin.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The domain rooms of a service have no door to the framework, nor to the rooms around them
 * (ARCHITECTURE, "Modules and packages").
 */
class DomainRoomsTest {
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);

  /** Rooms that touch the outside, and those that put the others together or run them. */
  private static final Set<String> OUTER =
      Set.of("ingress", "egress", "store", "config", "health", "lifecycle");

  private static final Map<String, String> SERVICES =
      Map.of(
          "p2p-gateway", "gateway",
          "verifier-service", "verifier",
          "mempool-service", "mempool",
          "consensus-service", "consensus",
          "ledger-service", "ledger");

  private static final Pattern FRAMEWORK =
      Pattern.compile(
          "(io\\.quarkus|io\\.vertx|io\\.smallrye|jakarta|org\\.apache\\.kafka|org\\.hibernate"
              + "|org\\.eclipse\\.microprofile|io\\.timecoin\\.kit\\.(http|kafka))"
              + "\\..*");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p2p-gateway",
        "verifier-service",
        "mempool-service",
        "consensus-service",
        "ledger-service"
      })
  void domainPackagesImportNeitherFrameworkNorOuterRooms(String module) {
    String base = "io.timecoin." + SERVICES.get(module) + ".";
    Path sources = root().resolve(module).resolve("src/main/java").resolve(base.replace('.', '/'));
    var wrong = new ArrayList<String>();
    var domainFiles = 0;
    for (Path file : javaFiles(sources)) {
      String room = sources.relativize(file).getName(0).toString();
      if (OUTER.contains(room) || room.endsWith(".java")) {
        continue;
      }
      domainFiles++;
      for (String imported : imports(file)) {
        if (FRAMEWORK.matcher(imported).matches() || isOuter(imported, base)) {
          wrong.add(sources.relativize(file) + " imports " + imported);
        }
      }
    }
    assertThat(domainFiles).as("files in the domain rooms of " + module).isPositive();
    assertThat(wrong).isEmpty();
  }

  @Test
  void theCoreReadsNoClockAndDrawsNoRandomNumbers() {
    Pattern forbidden =
        Pattern.compile(
            "System\\.(currentTimeMillis|nanoTime)|Instant\\.now|\\bThread\\b|SecureRandom"
                + "|new Random|Math\\.random|UUID\\.randomUUID|java\\.(net|io|nio)\\.");
    var wrong = new ArrayList<String>();
    for (Path file : javaFiles(root().resolve("consensus-service/core/src/main/java"))) {
      Matcher matcher = forbidden.matcher(withoutComments(read(file)));
      if (matcher.find()) {
        wrong.add(file.getFileName() + " uses " + matcher.group());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String withoutComments(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
  }

  private static boolean isOuter(String imported, String base) {
    if (!imported.startsWith(base)) {
      return false;
    }
    String room = imported.substring(base.length()).split("\\.", 2)[0];
    return OUTER.contains(room);
  }

  private static List<String> imports(Path file) {
    return IMPORT.matcher(read(file)).results().map(result -> result.group(1)).toList();
  }

  private static List<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new IllegalStateException("not inside the sources");
  }
}
