package io.timecoin.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.protocol.network.GenesisFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A broker prefix of its own, the test network's genesis file, and the answers of the three other
 * services. In one class loader with the test's configuration, in another than the test itself:
 * what they share travels by HTTP and Kafka.
 */
public final class GatewayBackends implements QuarkusTestResourceLifecycleManager {
  private NeighbourAnswers neighbours;

  @Override
  public Map<String, String> start() {
    try {
      Path genesis = Files.createTempFile("genesis", ".hex");
      GenesisFile.write(genesis, Fixtures.GENESIS);
      genesis.toFile().deleteOnExit();
      neighbours = new NeighbourAnswers();
      String url = "http://127.0.0.1:" + neighbours.port();
      return Map.of(
          "timecoin.kafka.bootstrap-servers",
          TestBackends.shared().kafkaBootstrapServers(),
          "timecoin.kafka.prefix",
          TestBackends.shared().newPrefix(),
          "timecoin.instance",
          "gateway-test",
          "timecoin.genesis-file",
          genesis.toString(),
          "timecoin.ledger-urls",
          url,
          "timecoin.mempool-urls",
          url,
          "timecoin.consensus-urls",
          url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (neighbours != null) {
      neighbours.close();
    }
  }
}
