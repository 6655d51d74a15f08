package io.timecoin.devnet.route;

import io.timecoin.devnet.cpu.ProcessorTime;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * All that runs for a devnet, by name and in the order of the route: each service, of all
 * masternodes together, then Kafka, PostgreSQL, and at last this process, which is the load and the
 * links between the masternodes. What these use together is what the machine gives.
 */
final class Processes {
  static final String KAFKA = "kafka";
  static final String POSTGRES = "postgresql";
  static final String LOAD = "load";

  private final Devnet devnet;
  private final ProcessorTime time = new ProcessorTime();

  Processes(Devnet devnet) {
    this.devnet = devnet;
  }

  /** Nanoseconds of processor time since the start of each. */
  SequencedMap<String, Long> cpuNanos() {
    var used = new LinkedHashMap<String, Long>();
    for (ServiceKind kind : ServiceKind.values()) {
      used.put(kind.module(), pids(kind).map(time::ofProcess).sum());
    }
    used.put(KAFKA, time.ofProcess(devnet.kafka().pid()));
    used.put(POSTGRES, time.ofFamily(devnet.postgres().pid()));
    used.put(LOAD, time.ofProcess(ProcessHandle.current().pid()));
    return used;
  }

  /** MiB that each has for itself alone in the machine's memory: heaps, stacks, code. */
  SequencedMap<String, Long> memoryMegabytes() {
    var used = new LinkedHashMap<String, Long>();
    for (ServiceKind kind : ServiceKind.values()) {
      used.put(kind.module(), pids(kind).map(Processes::anonymousKilobytes).sum() / 1_024);
    }
    used.put(KAFKA, anonymousKilobytes(devnet.kafka().pid()) / 1_024);
    used.put(
        POSTGRES, family(devnet.postgres().pid()).map(Processes::anonymousKilobytes).sum() / 1_024);
    used.put(LOAD, anonymousKilobytes(ProcessHandle.current().pid()) / 1_024);
    return used;
  }

  private LongStream pids(ServiceKind kind) {
    return devnet.masternodes().stream()
        .flatMap(masternode -> masternode.services(kind).stream())
        .mapToLong(ServiceProcess::pid);
  }

  private static LongStream family(long pid) {
    List<Long> children =
        ProcessHandle.of(pid)
            .map(process -> process.descendants().map(ProcessHandle::pid).toList())
            .orElse(List.of());
    return LongStream.concat(LongStream.of(pid), children.stream().mapToLong(Long::longValue));
  }

  private static long anonymousKilobytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Microseconds of processor time for each payment, by process and at last of all together.
   *
   * @param payments that became final meanwhile; none makes zeros
   */
  static SequencedMap<String, Double> microsPerPayment(
      Map<String, Long> before, Map<String, Long> after, int payments) {
    var micros = new LinkedHashMap<String, Double>();
    double all = 0;
    for (var process : after.entrySet()) {
      double nanos = process.getValue() - before.getOrDefault(process.getKey(), 0L);
      double each = payments == 0 ? 0 : Math.max(0, nanos) / 1e3 / payments;
      micros.put(process.getKey(), rounded(each));
      all += each;
    }
    micros.put("all", rounded(all));
    return micros;
  }

  private static double rounded(double micros) {
    return Math.round(micros * 10) / 10.0;
  }
}
