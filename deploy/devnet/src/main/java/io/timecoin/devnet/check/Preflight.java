package io.timecoin.devnet.check;

import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetPorts;
import io.timecoin.devnet.suite.DevnetSettings;
import io.timecoin.devnet.suite.ServiceKind;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks before a start: each gives one finding. */
public final class Preflight {
  /** Heaps of five services, with what the JVMs need besides. */
  private static final long MASTERNODE_MEGABYTES = 2_000;

  /** The broker, the database and the launcher itself, for all masternodes. */
  private static final long SHARED_MEGABYTES = 1_500;

  private static final long DISK_MEGABYTES = 4_000;
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

  private final DevnetFolder folder;
  private final Path sources;
  private final IntPredicate isFree;

  /**
   * Checks for one devnet.
   *
   * @param isFree whether nobody listens on a port of 127.0.0.1
   */
  public Preflight(DevnetFolder folder, Path sources, IntPredicate isFree) {
    this.folder = folder;
    this.sources = sources;
    this.isFree = isFree;
  }

  /**
   * Runs all checks.
   *
   * @param running whether this devnet runs now: then its broker is asked, and its ports are taken
   */
  public List<Finding> run(boolean running) {
    var findings = new ArrayList<Finding>();
    findings.add(jdk());
    findings.add(built());
    findings.add(memory(folder.exists() ? DevnetSettings.read(folder).masternodes() : 1));
    findings.add(disk());
    if (running) {
      findings.addAll(new RunningKafka(folder).check());
    } else {
      findings.add(ports());
    }
    return findings;
  }

  private static Finding jdk() {
    int feature = Runtime.version().feature();
    return new Finding(
        feature >= 25,
        "JDK",
        "%s at %s".formatted(Runtime.version(), System.getProperty("java.home")));
  }

  private Finding built() {
    for (ServiceKind kind : ServiceKind.values()) {
      if (!Files.exists(kind.application(sources).resolve("quarkus-run.jar"))) {
        return new Finding(
            false, "build", kind.module() + " is not built; run `deploy/timecoin up`");
      }
    }
    return new Finding(true, "build", "all five services are built");
  }

  /** Whether so many masternodes fit into what is free now. */
  public static Finding memory(int masternodes) {
    long wanted = SHARED_MEGABYTES + masternodes * MASTERNODE_MEGABYTES;
    try {
      Matcher matcher = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
      if (!matcher.find()) {
        return new Finding(true, "memory", "unknown on this system");
      }
      long megabytes = Long.parseLong(matcher.group(1)) / 1024;
      return new Finding(
          megabytes >= wanted,
          "memory",
          "%,d MB available, %,d MB wanted".formatted(megabytes, wanted));
    } catch (IOException e) {
      return new Finding(true, "memory", "unknown on this system");
    }
  }

  private Finding disk() {
    Path at = folder.path();
    while (!Files.exists(at)) {
      at = at.getParent();
    }
    try {
      FileStore store = Files.getFileStore(at);
      long megabytes = store.getUsableSpace() >> 20;
      return new Finding(
          megabytes >= DISK_MEGABYTES,
          "disk",
          "%,d MB free at %s, %,d MB wanted".formatted(megabytes, at, DISK_MEGABYTES));
    } catch (IOException e) {
      return new Finding(false, "disk", "could not look at " + at + ": " + e.getMessage());
    }
  }

  private Finding ports() {
    List<Integer> taken =
        DevnetPorts.of(folder).stream().filter(port -> !isFree.test(port)).toList();
    return taken.isEmpty()
        ? new Finding(true, "ports", "free on 127.0.0.1")
        : new Finding(false, "ports", "taken on 127.0.0.1 by other processes: " + taken);
  }
}
