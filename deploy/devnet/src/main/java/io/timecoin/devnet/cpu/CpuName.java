package io.timecoin.devnet.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this machine's processor is called. */
public final class CpuName {
  private static final String KEY = "model name";

  private CpuName() {}

  /** What Linux calls it; elsewhere its architecture. */
  public static String ofThisMachine() {
    return in(Path.of("/proc/cpuinfo"));
  }

  static String in(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith(KEY))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .orElseGet(CpuName::architecture);
    } catch (IOException e) {
      return architecture();
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }
}
