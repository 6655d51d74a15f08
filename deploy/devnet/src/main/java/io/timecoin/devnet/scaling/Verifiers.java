package io.timecoin.devnet.scaling;

import io.timecoin.devnet.cpu.CpuShares;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.devnet.suite.StartWatch;
import io.timecoin.devnet.suite.Together;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifier processes that this bench starts and stops, of the same build and with the same settings
 * as the devnet's own, each with a name of its own.
 */
final class Verifiers implements AutoCloseable {
  private final Devnet devnet;
  private final String name;
  private final Map<String, String> settings;
  private final List<String> jvmFlags;
  private final List<ServiceProcess> running = new ArrayList<>();

  /**
   * None yet.
   *
   * @param name begins their names
   * @param settings other than the devnet's own verifier has
   * @param jvmFlags after those of every verifier, which they overrule
   */
  Verifiers(Devnet devnet, String name, Map<String, String> settings, List<String> jvmFlags) {
    this.devnet = devnet;
    this.name = name;
    this.settings = Map.copyOf(settings);
    this.jvmFlags = List.copyOf(jvmFlags);
  }

  /** Starts so many more; returns when each is ready. */
  void start(int more, Progress progress) {
    devnet.start(next(more), progress);
  }

  /**
   * Starts so many more, each held to a share until it is ready; returns when all are.
   *
   * @param cores that each gets at most
   */
  void startHeld(int more, double cores, CpuShares shares, Progress progress) {
    var held =
        new StartWatch() {
          @Override
          public void begun(ServiceProcess service) {
            shares.limit(service.pid(), cores);
          }

          @Override
          public void ready(ServiceProcess service) {
            shares.lift(service.pid());
          }
        };
    devnet.start(next(more), held, progress);
  }

  private List<ServiceProcess> next(int more) {
    var started = new ArrayList<ServiceProcess>();
    for (int i = 0; i < more; i++) {
      ServiceProcess process = next();
      running.add(process);
      started.add(process);
    }
    return started;
  }

  private ServiceProcess next() {
    ServiceProcess own = devnet.masternode().services(ServiceKind.VERIFIER).getFirst();
    int number = running.size() + 1;
    var changes = new HashMap<>(settings);
    changes.put("timecoin.instance", name + "-" + number);
    changes.put("quarkus.http.port", Integer.toString(own.port() + number));
    return own.variant(name + "-" + number, changes, jvmFlags);
  }

  /**
   * Stops the youngest in good order until so many are left; returns when their processes are gone.
   */
  void stopDownTo(int left) {
    Together.run(leaving(left), ServiceProcess::stop);
  }

  /** The same as kill -9 does. */
  void killDownTo(int left) {
    Together.run(leaving(left), ServiceProcess::kill);
  }

  private List<ServiceProcess> leaving(int left) {
    List<ServiceProcess> surplus = running.subList(Math.min(left, running.size()), running.size());
    List<ServiceProcess> leaving = List.copyOf(surplus);
    surplus.clear();
    return leaving;
  }

  int count() {
    return running.size();
  }

  /** Of those that run, in the order of their start. */
  List<Long> pids() {
    return running.stream().map(ServiceProcess::pid).toList();
  }

  @Override
  public void close() {
    stopDownTo(0);
  }
}
