package io.timecoin.e2e;

import io.timecoin.devnet.suite.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a service writes to its log from now on. */
final class StartLog {
  private final Path log;
  private final int before;

  private StartLog(Path log, int before) {
    this.log = log;
    this.before = before;
  }

  /** Of a service that is about to be started. */
  static StartLog of(ServiceProcess service) {
    return new StartLog(service.log(), read(service.log()).length);
  }

  List<String> lines() {
    byte[] all = read(log);
    var text = new String(all, before, Math.max(0, all.length - before), StandardCharsets.UTF_8);
    return text.lines().toList();
  }

  private static byte[] read(Path log) {
    try {
      return Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return log + " from " + before + " on: " + Arrays.toString(lines().toArray());
  }
}
