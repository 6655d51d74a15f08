package io.timecoin.consensus.lifecycle;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.testing.TestChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/** Genesis and key files of a committee of one, and a ledger that stands at genesis. */
public final class MasternodeFiles implements QuarkusTestResourceLifecycleManager {
  private Path folder;
  private FakeLedger ledger;

  @Override
  public Map<String, String> start() {
    try {
      var chain = TestChain.ofMembers(1);
      folder = Files.createTempDirectory("consensus");
      var genesis = folder.resolve("genesis");
      var key = folder.resolve("consensus.key");
      GenesisFile.write(genesis, chain.genesis());
      Files.writeString(key, HexFormat.of().formatHex(chain.memberKeys().getFirst().seed()));
      ledger = new FakeLedger(chain.genesis());
      return Map.of(
          "timecoin.genesis-file",
          genesis.toString(),
          "timecoin.instance",
          "consensus-test",
          "timecoin.ledger-urls",
          ledger.uri().toString(),
          "timecoin.consensus.key-file",
          key.toString(),
          "timecoin.consensus.first-start",
          "true");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    ledger.close();
    try {
      Files.deleteIfExists(folder.resolve("genesis"));
      Files.deleteIfExists(folder.resolve("consensus.key"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
