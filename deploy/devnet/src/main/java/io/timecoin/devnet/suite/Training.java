package io.timecoin.devnet.suite;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.backends.EmbeddedKafka;
import io.timecoin.devnet.backends.PostgresDatabase;

/**
 * Makes the AOT caches: runs a masternode of its own prefix and database, pays a probe, stops it;
 * each JVM writes its cache while it ends. Whatever goes wrong costs start time only, and one line.
 */
record Training(
    DevnetOptions options, PortPlan ports, DevnetKeys keys, EmbeddedKafka kafka, AotCaches caches) {

  void run(PostgresDatabase database, Progress progress) {
    DevnetFolder folder = options.folder();
    var masternode =
        new Masternode(
            folder,
            options.sources(),
            new MasternodeConfiguration(
                ports,
                folder.genesis(),
                keys.consensusFile(),
                kafka.port(),
                "training." + database.name() + ".",
                database,
                true),
            1);
    try {
      caches.prepare();
      masternode.start(caches::trainingFlags, progress);
      ProbePayment.pay(new GatewayClient(ports.rpc()), GenesisHash.of(folder), keys.load());
    } catch (RuntimeException e) {
      progress.say("  starting without caches: " + e.getMessage());
    } finally {
      masternode.stop(ServiceProcess::stopAfterTraining);
    }
    for (ServiceKind kind : ServiceKind.values()) {
      if (!caches.keep(kind)) {
        progress.say("  " + kind.module() + " starts without a cache");
      }
    }
  }
}
