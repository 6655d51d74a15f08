package io.timecoin.e2e;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.suite.HealthProbe;
import io.timecoin.devnet.suite.Masternode;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import java.util.List;

/** One masternode of a devnet under test. */
record Node(RunningDevnet devnet, Masternode masternode) {
  int number() {
    return masternode.id().number();
  }

  GatewayClient gateway() {
    return masternode.gateway();
  }

  Payments payments() {
    return new Payments(gateway());
  }

  PostgresDatabase database() {
    return masternode.database();
  }

  /** What its topics hold, for a reader of committed records. */
  TopicReader topics() {
    return new TopicReader(devnet.devnet().kafkaBootstrap(), masternode.kafkaPrefix());
  }

  ServiceProcess service(ServiceKind kind) {
    return masternode.services(kind).getFirst();
  }

  /** kill -9 of all its processes at once. */
  void kill() {
    devnet.devnet().kill(masternode.services());
  }

  /** Starts what is dead and returns when it is ready. */
  void start() {
    List<ServiceProcess> dead =
        masternode.services().stream().filter(service -> !service.isAlive()).toList();
    devnet.devnet().start(dead, devnet::note);
  }

  boolean isReady() {
    return masternode.services().stream()
        .allMatch(service -> HealthProbe.ask(service.port()).ready());
  }

  /** Final microblocks that its gateway knows of; 0 while it does not answer. */
  long sequence() {
    return devnet.sequenceOf(gateway());
  }
}
