package io.timecoin.devnet.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long processes of this machine have run on its processors. Thread-safe. */
public final class ProcessorTime {
  /** Of the fields that /proc/PID/stat has after the command's name: those of ended children. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /** Linux tells these two in hundredths of a second, whatever the kernel's own clock is. */
  private static final long NANOS_PER_TICK = 10_000_000L;

  private final Libc libc = new Libc();

  /** Nanoseconds that all threads of a process have run; 0 when there is no such process. */
  public long ofProcess(long pid) {
    return libc.processNanos(pid).orElse(0);
  }

  /**
   * The same of a process and all its children, also of those that have ended: a database's server
   * has one for each connection and for work of its own.
   */
  public long ofFamily(long pid) {
    List<Long> children =
        ProcessHandle.of(pid)
            .map(process -> process.descendants().map(ProcessHandle::pid).toList())
            .orElse(List.of());
    return ofProcess(pid)
        + ofEndedChildren(pid)
        + children.stream().mapToLong(this::ofProcess).sum();
  }

  private static long ofEndedChildren(long pid) {
    try {
      return endedChildrenNanos(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException e) {
      return 0;
    }
  }

  /** Of a line of /proc/PID/stat; the command's name in it may hold anything. */
  static long endedChildrenNanos(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
    return ticks * NANOS_PER_TICK;
  }
}
