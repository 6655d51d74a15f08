package io.timecoin.mempool.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.testing.TestChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@link LedgerServer} for the service under Quarkus, and the genesis file of its chain. */
public final class FakeLedger implements QuarkusTestResourceLifecycleManager {
  private static final TestChain CHAIN = TestChain.ofMembers(1);

  private LedgerServer server;
  private Path genesisFile;

  /** The chain that the test extends; guarded by itself. */
  static TestChain chain() {
    return CHAIN;
  }

  @Override
  public Map<String, String> start() {
    try {
      genesisFile = Files.createTempFile("genesis", ".hex");
      GenesisFile.write(genesisFile, CHAIN.genesis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = new LedgerServer(CHAIN);
    return Map.of(
        "timecoin.genesis-file",
        genesisFile.toString(),
        "timecoin.ledger-urls",
        server.uri().toString());
  }

  @Override
  public void stop() {
    server.close();
    try {
      Files.deleteIfExists(genesisFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
