package io.timecoin.kit.genesis;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
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
            .orElseThrow(() -> new ConfigurationException("timecoin.genesis-file is not set"));
    return read(file);
  }

  void onStart(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
      Genesis genesis) {
    LOG.infof(
        "Network %s, genesis %s, %d committee members",
        genesis.document().name(), genesis.hash(), genesis.committee().size());
  }

  /**
   * The network of a file.
   *
   * @throws ConfigurationException one sentence; without a cause, so that Quarkus ends with it
   *     alone
   */
  static Genesis read(Path file) {
    try {
      return new Genesis(GenesisFile.read(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          "the genesis file %s cannot be read (timecoin.genesis-file): %s".formatted(file, e));
    } catch (GenesisException e) {
      throw new ConfigurationException(
          "the genesis file %s is no genesis document (timecoin.genesis-file): %s"
              .formatted(file, e.getMessage()));
    }
  }
}
