package io.timecoin.e2e;

import io.timecoin.devnet.backends.EmbeddedServer;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.ServiceProcess;
import java.util.ArrayList;
import java.util.List;

/** A process that a campaign kills with -9 and starts again. */
record Victim(String name, Runnable kill, Runnable start) {

  /** Every process of a devnet. */
  static List<Victim> of(Devnet devnet) {
    var victims = new ArrayList<Victim>();
    for (ServiceProcess service : devnet.masternode().services()) {
      victims.add(new Victim(service.name(), service::kill, () -> devnet.restart(service)));
    }
    victims.add(of("kafka", devnet.kafka()));
    victims.add(of("postgres", devnet.postgres()));
    return victims;
  }

  private static Victim of(String name, EmbeddedServer server) {
    return new Victim(name, server::kill, server::restart);
  }
}
