package io.timecoin.devnet.suite;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.backends.EmbeddedKafka;
import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.backends.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the AOT caches, once for all masternodes: runs a committee of one with a genesis, prefix
 * and database of its own, rehearses payments, stops it; each JVM writes its cache while it ends.
 * Whatever goes wrong costs start time only, and one line.
 */
record Training(
    DevnetOptions options,
    DevnetSettings settings,
    DevnetKeys keys,
    EmbeddedKafka kafka,
    AotCaches caches) {

  void run(PostgresServer server, Progress progress) {
    String name = "training_" + System.currentTimeMillis();
    String prefix = name + ".";
    PostgresDatabase database = LedgerDatabase.migrated(server, name);
    DevnetFolder.delete(options.folder().training());
    var folder = new MasternodeFolder(options.folder().training());
    var ports = new PortPlan(settings.portBase());
    Path genesis = folder.path().resolve("genesis.hex");
    MasternodeKeys member = MasternodeKeys.create(folder);
    var maker = new GenesisMaker("devnet-training", settings, keys);
    maker.write(genesis, List.of(member));
    var masternode =
        new Masternode(
            folder,
            options.sources(),
            new MasternodeConfiguration(
                new MasternodeId(1, 1),
                ports,
                genesis,
                member,
                kafka.port(),
                prefix,
                database,
                Replicas.SINGLE,
                true),
            Map.of());
    boolean rehearsed = false;
    try {
      caches.prepare();
      masternode.start(kind -> ProcessOptions.ofFlags(caches.trainingFlags(kind)), progress);
      new Rehearsal(new GatewayClient(ports.rpc()), GenesisHash.of(genesis), keys.load()).run();
      rehearsed = true;
    } catch (RuntimeException e) {
      progress.say("  starting without caches: " + e.getMessage());
    } finally {
      // One after the other: each writes its cache with all the machine has.
      masternode.services().forEach(service -> stop(service, progress));
      LedgerDatabase.drop(database);
      TopicCleanup.delete(kafka.bootstrapServers(), prefix);
      if (rehearsed) {
        DevnetFolder.delete(folder.path());
      }
    }
  }

  private void stop(ServiceProcess service, Progress progress) {
    boolean orderly = service.stopAfterTraining();
    if (!caches.keep(service.kind(), orderly)) {
      progress.say("  " + service.kind().module() + " starts without a cache");
    }
  }
}
