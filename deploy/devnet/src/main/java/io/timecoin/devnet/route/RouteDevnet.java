package io.timecoin.devnet.route;

import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetOptions;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.Sources;
import java.util.Map;
import java.util.Optional;

/**
 * What a devnet of this bench consists of.
 *
 * @param verifiers of each masternode
 * @param utxos that it will hold at most
 */
record RouteDevnet(int masternodes, int verifiers, int utxos) {
  /** What an ordinary mempool of a devnet has room for. */
  private static final int ORDINARY_UTXOS = 200_000;

  /** MiB beside the coins. */
  private static final int MEMPOOL_MEGABYTES = ServiceKind.MEMPOOL.heapMegabytes();

  /** Bytes of a mempool's heap for each coin, on maps of objects, and for moving them. */
  private static final int BYTES_PER_COIN = 150;

  /** Starts it in an empty folder. */
  Devnet start(DevnetFolder folder, Progress progress) {
    return Devnet.start(
        new DevnetOptions(folder, new Replicas(verifiers, 0), Optional.empty(), Sources.root())
            .withMasternodes(Optional.of(masternodes))
            .withEnvironment(environment()),
        progress);
  }

  /** A devnet's mempool has a small heap; only this variable outweighs its command line. */
  private Map<ServiceKind, Map<String, String>> environment() {
    return utxos <= ORDINARY_UTXOS
        ? Map.of()
        : Map.of(
            ServiceKind.MEMPOOL, Map.of("_JAVA_OPTIONS", "-Xmx%dm".formatted(heapMegabytes())));
  }

  /** Of the mempool. */
  int heapMegabytes() {
    return utxos <= ORDINARY_UTXOS
        ? MEMPOOL_MEGABYTES
        : MEMPOOL_MEGABYTES + (int) (((long) utxos * BYTES_PER_COIN) >> 20);
  }
}
