package io.timecoin.devnet.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The most memory that each process had while it was looked at. */
final class MemoryWatch implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(500);

  private final Processes processes;
  private final SequencedMap<String, Long> largest = new LinkedHashMap<>();
  private final Thread thread = Thread.ofPlatform().name("memory").daemon().unstarted(this::watch);

  private MemoryWatch(Processes processes) {
    this.processes = processes;
  }

  static MemoryWatch start(Processes processes) {
    var watch = new MemoryWatch(processes);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        add(processes.memoryMegabytes());
        Thread.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(Map<String, Long> megabytes) {
    megabytes.forEach((process, now) -> largest.merge(process, now, Math::max));
  }

  /** MiB by process. */
  synchronized SequencedMap<String, Long> largest() {
    return new LinkedHashMap<>(largest);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
