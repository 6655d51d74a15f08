package io.timecoin.devnet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetKeys;
import io.timecoin.devnet.suite.DevnetPorts;
import io.timecoin.devnet.suite.DevnetSettings;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.devnet.suite.KeyFiles;
import io.timecoin.devnet.suite.PortPlan;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.RunState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Bad input through every door of a devnet's first masternode at once, while an honest client pays.
 */
public final class FuzzRun {
  private static final int WORKERS = 4;

  private final DevnetFolder folder;
  private final RunState begin;
  private final FuzzPlan plan;
  private final Findings findings = new Findings();
  private final ConcurrentHashMap<String, LongAdder> byStatus = new ConcurrentHashMap<>();

  public FuzzRun(DevnetFolder folder, RunState begin, FuzzPlan plan) {
    this.folder = folder;
    this.begin = begin;
    this.plan = plan;
  }

  /** Goes on for the plan's time. */
  public FuzzReport run(Progress progress) {
    PortPlan ports = DevnetPorts.plan(folder);
    var gateway = new GatewayClient(ports.rpc());
    var http = new RawHttp(ports.rpc());
    List<String> methods = methods(gateway);
    var payer = new HealthyClient(wallet(gateway), findings);
    var watch = new ServiceWatch(folder, begin, findings);
    var records =
        new BadRecords(
            "127.0.0.1:" + ports.kafka(),
            DevnetSettings.read(folder).id(1).kafkaPrefix(),
            plan.seed());
    long end = System.nanoTime() + plan.time().toNanos();
    BooleanSupplier goesOn = () -> System.nanoTime() - end < 0;
    progress.say(
        "Fuzzing %d methods and all paths for %d s, seed %d, with %,d slow connections"
            .formatted(
                methods.size(), plan.time().toSeconds(), plan.seed(), plan.slowConnections()));
    try (var slow = new SlowConnections();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<Long> written = threads.submit(() -> records.run(findings, goesOn));
      var parts = new ArrayList<Future<?>>();
      parts.add(threads.submit(() -> payer.run(goesOn)));
      parts.add(threads.submit(() -> watch.run(goesOn)));
      parts.add(threads.submit(() -> slow.run(http, plan.slowConnections(), findings, goesOn)));
      for (int i = 0; i < WORKERS; i++) {
        var worker = new RequestWorker(i, plan.seed(), http, methods, findings, byStatus);
        parts.add(threads.submit(() -> worker.run(goesOn)));
      }
      for (Future<?> part : parts) {
        Object unused = part.get();
      }
      return report(payer, watch, slow, written.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of the run failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }

  private FuzzReport report(
      HealthyClient payer, ServiceWatch watch, SlowConnections slow, long written) {
    var counts = new TreeMap<String, Long>();
    byStatus.forEach((status, count) -> counts.put(status, count.sum()));
    if (payer.payments() == 0) {
      findings.add("the healthy client made no payment");
    }
    return new FuzzReport(
        plan.seed(),
        counts.values().stream().mapToLong(Long::longValue).sum(),
        counts,
        written,
        slow.opened(),
        slow.closedByGateway(),
        payer.payments(),
        payer.slowestMillis(),
        watch.memory(),
        findings.all());
  }

  /** As the gateway itself tells them: a new one is fuzzed from its first day. */
  private static List<String> methods(GatewayClient gateway) {
    JsonNode help = gateway.call("help");
    return help.asText()
        .lines()
        .map(line -> line.strip().split("\\s+", 2)[0])
        .filter(word -> word.matches("[a-z]{2,40}"))
        .distinct()
        .toList();
  }

  private Wallet wallet(GatewayClient gateway) {
    return new Wallet(
        gateway,
        GenesisHash.of(folder),
        KeyFiles.read(DevnetKeys.walletFile(folder)),
        InstantSource.system());
  }
}
