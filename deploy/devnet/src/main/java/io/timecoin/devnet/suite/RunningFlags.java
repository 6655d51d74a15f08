package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service's JVM is told beside its own flags when it runs in a devnet.
 *
 * @param crowded whether there are too few processors for all JVMs that compile at once
 * @param directives the file that tells the compilers of a crowded devnet's services what to do
 */
record RunningFlags(AotCaches caches, boolean crowded, Path directives) {
  /**
   * The optimising compiler of one JVM works for minutes; those of twenty took a third of two
   * processors all the time, and finality took three times as long. But signatures take most of
   * what is left, and three times as long without it: they alone are optimised. The first match
   * counts.
   */
  private static final String SIGNATURES_ALONE =
      """
      [
        { match: "io/timecoin/protocol/ed25519*.*", c2: { Exclude: false } },
        { match: "*.*", c2: { Exclude: true } }
      ]
      """;

  /** Of a devnet with so many masternodes. A single one is always fully optimised. */
  static RunningFlags of(AotCaches caches, int masternodes, int processors, Path directives) {
    return new RunningFlags(caches, masternodes > 1 && masternodes * 2 > processors, directives);
  }

  /** Writes what the flags refer to; to be called before any is used. */
  void prepare() {
    try {
      Files.writeString(directives, SIGNATURES_ALONE);
    } catch (IOException e) {
      throw new LauncherFailure("could not write " + directives + ": " + e.getMessage(), e);
    }
  }

  List<String> of(ServiceKind kind) {
    var flags = new ArrayList<>(caches.runningFlags(kind));
    if (crowded) {
      flags.add("-XX:+UnlockDiagnosticVMOptions");
      flags.add("-XX:CompilerDirectivesFile=" + directives);
    }
    return flags;
  }
}
