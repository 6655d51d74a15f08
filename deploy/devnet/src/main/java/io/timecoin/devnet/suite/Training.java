package io.timecoin.devnet.suite;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.backends.EmbeddedKafka;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.backends.PostgresServer;
import java.util.Map;

/**
 * Makes the AOT caches: runs a masternode of its own prefix and database, pays a probe, stops it;
 * each JVM writes its cache while it ends. Whatever goes wrong costs start time only, and one line.
 */
record Training(
    DevnetOptions options, PortPlan ports, DevnetKeys keys, EmbeddedKafka kafka, AotCaches caches) {

  void run(PostgresServer server, Progress progress) {
    String name = "training_" + System.currentTimeMillis();
    String prefix = name + ".";
    PostgresDatabase database = LedgerDatabase.migrated(server, name);
    var masternode =
        new Masternode(
            options.folder(),
            options.sources(),
            new MasternodeConfiguration(
                ports,
                options.folder().genesis(),
                keys.consensusFile(),
                kafka.port(),
                prefix,
                database,
                Replicas.SINGLE,
                true),
            Replicas.SINGLE,
            Map.of());
    try {
      caches.prepare();
      masternode.start(caches::trainingFlags, progress);
      ProbePayment.pay(
          new GatewayClient(ports.rpc()), GenesisHash.of(options.folder()), keys.load());
    } catch (RuntimeException e) {
      progress.say("  starting without caches: " + e.getMessage());
    } finally {
      // One after the other: each writes its cache with all the machine has.
      masternode.services().forEach(service -> stop(service, progress));
      LedgerDatabase.drop(database);
      TopicCleanup.delete(kafka.bootstrapServers(), prefix);
    }
  }

  private void stop(ServiceProcess service, Progress progress) {
    boolean orderly = service.stopAfterTraining();
    if (!caches.keep(service.kind(), orderly)) {
      progress.say("  " + service.kind().module() + " starts without a cache");
    }
  }
}
