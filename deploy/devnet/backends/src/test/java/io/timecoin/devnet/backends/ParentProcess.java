package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own that starts children, names their process ids and waits to be killed. */
final class ParentProcess {
  private final Process process;
  private final List<Long> children;

  private ParentProcess(Process process, List<Long> children) {
    this.process = process;
    this.children = children;
  }

  static ParentProcess start(Class<?> main, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                BrokerJvm.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = process.inputReader(StandardCharsets.US_ASCII).readLine();
    if (line == null) {
      throw new AssertionError("the parent process ended without starting its children");
    }
    return new ParentProcess(process, Stream.of(line.split(" ", -1)).map(Long::valueOf).toList());
  }

  /** The children named by the parent. */
  List<Long> children() {
    return children;
  }

  /** Everything below the parent, the shells between and the servers' workers included. */
  List<Long> descendants() {
    var all = new ArrayList<Long>();
    process.descendants().map(ProcessHandle::pid).forEach(all::add);
    return all;
  }

  void killNine() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
