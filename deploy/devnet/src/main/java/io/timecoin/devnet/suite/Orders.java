package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.control.Order;
import io.timecoin.devnet.link.Links;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Carries out what a running devnet is told to do. Safe for use by several threads. */
record Orders(Devnet devnet) {

  /** Says what was done. */
  String carryOut(Order order) {
    return switch (order) {
      case Order.Cut(var partition) -> {
        links().partition(partition);
        yield links("partitioned");
      }
      case Order.Heal() -> {
        links().heal();
        yield links("healed");
      }
      case Order.Delay(var delay) -> {
        links().delay(delay);
        yield links("delayed");
      }
      case Order.LinkUp(int one, int other, boolean up) -> {
        links().up(one, other, up);
        yield links("link %d-%d %s".formatted(one, other, up ? "mended" : "cut"));
      }
      case Order.LinkRate(int one, int other, long rate) -> {
        links().rate(one, other, rate);
        yield links("link %d-%d bounded".formatted(one, other));
      }
      case Order.Kill(int number, String service) -> kill(number, service);
      case Order.Start(int number, String service) -> start(number, service);
    };
  }

  private Links links() {
    if (devnet.masternodes().size() == 1) {
      throw new LauncherFailure("a single masternode has no links");
    }
    return devnet.links();
  }

  private String links(String done) {
    List<String> unusual = devnet.links().describe();
    return done + "; " + (unusual.isEmpty() ? "all links are up" : String.join("; ", unusual));
  }

  private String kill(int number, String service) {
    List<ServiceProcess> doomed = devnet.masternode(number).services(service);
    devnet.kill(doomed);
    return "killed " + names(number, doomed);
  }

  private String start(int number, String service) {
    Instant begin = Instant.now();
    List<ServiceProcess> wanted = devnet.masternode(number).services(service);
    devnet.start(wanted, _ -> {});
    return "%s ready after %s".formatted(names(number, wanted), Masternode.since(begin));
  }

  private static String names(int number, List<ServiceProcess> services) {
    return services.stream()
        .map(ServiceProcess::name)
        .collect(Collectors.joining(", ", "masternode-" + number + ": ", ""));
  }
}
