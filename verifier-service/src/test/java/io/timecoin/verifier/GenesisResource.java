package io.timecoin.verifier;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.testing.TestChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The genesis file of a devnet with one member. */
public final class GenesisResource implements QuarkusTestResourceLifecycleManager {
  private Path file;

  @Override
  public Map<String, String> start() {
    try {
      file = Files.createTempFile("verifier", ".genesis");
      GenesisFile.write(file, TestChain.ofMembers(1).genesis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "timecoin.genesis-file",
        file.toString(),
        "timecoin.instance",
        "verifier-1",
        "timecoin.verifier.warm-up",
        "100ms");
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
