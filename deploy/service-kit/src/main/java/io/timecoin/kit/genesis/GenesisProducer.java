package io.timecoin.kit.genesis;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisFile;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Reads the genesis document once; without a good one no service starts. */
@ApplicationScoped
public class GenesisProducer {
  private static final Logger LOG = Logger.getLogger(GenesisProducer.class);

  @Produces
  @Singleton
  Genesis genesis(NodeConfig config) {
    Path file =
        config
            .genesisFile()
            .orElseThrow(() -> new IllegalStateException("timecoin.genesis-file is not set"));
    return read(file);
  }

  void onStart(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
      Genesis genesis) {
    LOG.infof(
        "Network %s, genesis %s, %d committee members",
        genesis.document().name(), genesis.hash(), genesis.committee().size());
  }

  static Genesis read(Path file) {
    try {
      return new Genesis(GenesisFile.read(file));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the genesis file " + file + " cannot be read (timecoin.genesis-file): " + e, e);
    } catch (GenesisException e) {
      throw new IllegalStateException(
          "the genesis file %s is no genesis document (timecoin.genesis-file): %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
