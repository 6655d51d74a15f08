package io.timecoin.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.suite.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/promises.md names tests that exist, one or more in every line. */
class PromisesTest {
  private static final Pattern SHOWN_BY = Pattern.compile("`(\\w+(?:Test|IT|E2E))(?:#(\\w+))?`");
  private static final Pattern TEST =
      Pattern.compile("@(?:Test|Nested|ParameterizedTest|Property|RepeatedTest|TestFactory)\\b");

  @Test
  void everyPromiseNamesTestsThatExist() throws IOException {
    Map<String, String> tests = tests();
    var wrong = new ArrayList<String>();
    List<String> promises = promises();
    assertThat(promises).hasSizeGreaterThan(20);
    for (String promise : promises) {
      Matcher shown = SHOWN_BY.matcher(promise);
      int count = 0;
      while (shown.find()) {
        count++;
        String source = tests.getOrDefault(shown.group(1), "");
        String method = shown.group(2);
        if (!TEST.matcher(source).find()
            || (method != null && !source.contains("void " + method + "("))) {
          wrong.add(shown.group());
        }
      }
      if (count == 0) {
        wrong.add("no test: " + promise);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> promises() throws IOException {
    try (Stream<String> lines = Files.lines(Sources.root().resolve("docs/promises.md"))) {
      return lines
          .filter(line -> line.startsWith("| "))
          .filter(line -> !line.startsWith("| promise"))
          .toList();
    }
  }

  /** The sources of all test classes by their simple name; those of one name together. */
  private static Map<String, String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Sources.root())) {
      var sources = new TreeMap<String, String>();
      for (Path file :
          files
              .filter(path -> path.toString().contains("/src/test/java/"))
              .filter(path -> path.toString().endsWith(".java"))
              .toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.merge(name, Files.readString(file), String::concat);
      }
      return sources;
    }
  }
}
