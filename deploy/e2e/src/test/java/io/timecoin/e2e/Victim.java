package io.timecoin.e2e;

import io.timecoin.devnet.backends.EmbeddedServer;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.ServiceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A process that a campaign kills with -9 and starts again. */
record Victim(String name, Runnable kill, Runnable start, BooleanSupplier works) {

  /** Every process of a devnet. */
  static List<Victim> of(Devnet devnet) {
    var victims = new ArrayList<Victim>();
    for (ServiceProcess service : devnet.masternode().services()) {
      victims.add(
          new Victim(
              service.name(),
              service::kill,
              () -> devnet.restart(service),
              () -> HealthProbe.ask(service.port()).ready()));
    }
    victims.add(of("kafka", devnet.kafka()));
    victims.add(of("postgres", devnet.postgres()));
    return victims;
  }

  private static Victim of(String name, EmbeddedServer server) {
    // A server's restart returns when it answers.
    return new Victim(name, server::kill, server::restart, () -> true);
  }
}
