package io.timecoin.verifier.config;

import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.time.SteadyClock;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.verifier.verification.InFlight;
import io.timecoin.verifier.verification.TransactionChecker;
import io.timecoin.verifier.verification.VerdictBatches;
import io.timecoin.verifier.verification.VerificationPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Puts the domain together with this instance's configuration. */
@ApplicationScoped
public class VerifierBeans {
  private static final Logger LOG = Logger.getLogger(VerifierBeans.class);

  private final InstantSource clock = InstantSource.system();

  @Produces
  @Singleton
  BatchVerification batchVerification(VerifierConfig config) {
    return config.lanes() ? BatchVerification.bestPresent() : BatchVerification.inPlainJava();
  }

  @Produces
  @Singleton
  VerificationPool pool(VerifierConfig config, Genesis genesis, BatchVerification verification) {
    int workers = config.workers().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    StatelessRules rules = new StatelessRules(genesis.network(), genesis.hash());
    LOG.infof("%d workers check signatures", workers);
    return new VerificationPool(
        workers,
        () -> new TransactionChecker(rules, verification.newBatch(new SecureRandom())),
        clock);
  }

  void close(@Disposes VerificationPool pool) {
    pool.close();
  }

  @Produces
  @Singleton
  InFlight inFlight(VerifierConfig config) {
    return new InFlight(config.inFlightBytes(), config.inFlightBatches(), new SteadyClock());
  }

  @Produces
  @Singleton
  VerdictBatches verdictBatches(KafkaSettings settings) {
    return new VerdictBatches(settings.instance(), Topic.TX_VERIFIED.largestRecordBytes(), clock);
  }
}
