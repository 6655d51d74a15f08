package io.timecoin.devnet.fuzz;

import io.timecoin.devnet.fuzz.FuzzReport.Memory;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.RunState;
import io.timecoin.devnet.suite.RunState.RunningService;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Watches whether services stay the processes they are, and how much memory they have. */
final class ServiceWatch {
  private static final Duration PACE = Duration.ofMillis(500);

  private final DevnetFolder folder;
  private final Findings findings;
  private final Map<String, Long> pids = new HashMap<>();
  private final SortedMap<String, Memory> memory = new TreeMap<>();

  ServiceWatch(DevnetFolder folder, RunState begin, Findings findings) {
    this.folder = folder;
    this.findings = findings;
    for (RunningService service : begin.services(1)) {
      pids.put(service.name(), service.pid());
      long resident = residentMegabytes(service.pid()).orElse(0);
      memory.put(service.name(), new Memory(resident, resident, bound(service.module())));
    }
  }

  void run(BooleanSupplier goesOn) {
    while (goesOn.getAsBoolean()) {
      look();
      Waiting.pause(PACE);
    }
    look();
    memory.forEach(
        (name, measured) -> {
          if (measured.most() > measured.bound()) {
            findings.add(
                "%s had %d MiB resident, its bound is %d"
                    .formatted(name, measured.most(), measured.bound()));
          }
        });
  }

  private void look() {
    RunState now = RunState.read(folder).orElseThrow();
    for (RunningService service : now.services(1)) {
      long known = pids.getOrDefault(service.name(), -1L);
      if (service.pid() != known || residentMegabytes(known).isEmpty()) {
        findings.add("%s (process %d) ended or was started again".formatted(service.name(), known));
        pids.put(service.name(), service.pid());
      }
      residentMegabytes(service.pid())
          .ifPresent(
              resident ->
                  memory.computeIfPresent(
                      service.name(),
                      (_, old) ->
                          new Memory(old.atStart(), Math.max(old.most(), resident), old.bound())));
    }
  }

  SortedMap<String, Memory> memory() {
    return memory;
  }

  private static long bound(String module) {
    return Arrays.stream(ServiceKind.values())
        .filter(kind -> kind.module().equals(module))
        .mapToLong(kind -> (long) kind.heapMegabytes() + FuzzPlan.BESIDE_THE_HEAP)
        .findAny()
        .orElseThrow();
  }

  /** Empty when there is no such process. */
  private static OptionalLong residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findAny();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
