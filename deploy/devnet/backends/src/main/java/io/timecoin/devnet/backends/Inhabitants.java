package io.timecoin.devnet.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The processes that have a folder as their working folder. PostgreSQL's processes stand in their
 * data; those of a killed server live on for moments, and a new one refuses to start beside them.
 */
record Inhabitants(Path folder) {

  /** Waits until there are none; fails with their ids after the limit. */
  void awaitNone(Duration limit) throws IOException {
    Instant deadline = Instant.now().plus(limit);
    List<Long> remaining = pids();
    while (!remaining.isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        throw new BackendFailure(
            "Processes of an earlier server still work in %s: %s".formatted(folder, remaining));
      }
      Pause.briefly();
      remaining = pids();
    }
  }

  /** Process ids, in no order; whose working folder may not be asked is nobody of this folder. */
  List<Long> pids() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Path wanted = folder.toRealPath();
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> wanted.equals(workingFolder(pid)))
        .toList();
  }

  private static Path workingFolder(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
    } catch (IOException e) {
      return Path.of("");
    }
  }
}
