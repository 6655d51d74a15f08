package io.timecoin.devnet.suite;

import io.timecoin.devnet.backends.PostgresDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configuration of one masternode's services.
 *
 * @param ports of this masternode
 * @param keys of this masternode
 * @param kafkaPrefix of topics, groups, transactional and client ids
 * @param firstStart the one-time permission to begin with an empty vote log and an empty ledger
 */
record MasternodeConfiguration(
    MasternodeId id,
    PortPlan ports,
    Path genesis,
    MasternodeKeys keys,
    int kafkaPort,
    String kafkaPrefix,
    PostgresDatabase database,
    Replicas replicas,
    boolean firstStart) {

  Map<String, String> of(ServiceKind kind, String instance, int port) {
    var all = new HashMap<String, String>();
    all.put("quarkus.http.port", Integer.toString(port));
    all.put("timecoin.instance", instance);
    all.put("timecoin.genesis-file", genesis.toString());
    all.put("timecoin.kafka.bootstrap-servers", "127.0.0.1:" + kafkaPort);
    all.put("timecoin.kafka.prefix", kafkaPrefix);
    switch (kind) {
      case GATEWAY -> {
        all.put("timecoin.mempool-urls", urls(ServiceKind.MEMPOOL));
        all.put("timecoin.ledger-urls", urls(ServiceKind.LEDGER));
        all.put("timecoin.consensus-urls", urls(ServiceKind.CONSENSUS));
        // This machine's own address: whoever runs a devnet is its client, and may load it.
        all.put("timecoin.gateway.http.unlimited-clients", "127.0.0.1");
        if (id.of() > 1) {
          peers(all);
        }
      }
      case VERIFIER -> {}
      case MEMPOOL -> {
        all.put("timecoin.ledger-urls", urls(ServiceKind.LEDGER));
        // What fits beside the UTXO set into a devnet's small heap.
        all.put("timecoin.mempool.max-bytes", Long.toString(64L << 20));
        all.put("timecoin.mempool.relay", Boolean.toString(!id.others().isEmpty()));
      }
      case CONSENSUS -> {
        all.put("timecoin.ledger-urls", urls(ServiceKind.LEDGER));
        all.put("timecoin.consensus.key-file", keys.consensusFile().toString());
        all.put("timecoin.consensus.first-start", Boolean.toString(firstStart));
      }
      case LEDGER -> {
        all.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        all.put("quarkus.datasource.username", database.server().user());
        all.put("quarkus.datasource.password", database.server().password());
      }
    }
    return all;
  }

  /** The other masternodes, each through the link to it. */
  private void peers(Map<String, String> all) {
    all.put("timecoin.peers.listen", "127.0.0.1:" + ports.peers());
    all.put("timecoin.peers.node-key-file", keys.nodeFile().toString());
    all.put("timecoin.peers.statement-file", keys.statementFile().toString());
    all.put(
        "timecoin.peers.connect",
        id.others().stream()
            .map(other -> "127.0.0.1:" + ports.link(other.number()))
            .collect(Collectors.joining(",")));
    // An address learned from a peer would lead past the links.
    all.put("timecoin.peers.discover", "false");
  }

  private String urls(ServiceKind kind) {
    return IntStream.range(0, replicas.of(kind))
        .mapToObj(index -> "http://127.0.0.1:" + ports.http(kind, index))
        .collect(Collectors.joining(","));
  }
}
