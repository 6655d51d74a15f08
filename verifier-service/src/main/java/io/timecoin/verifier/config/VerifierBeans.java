package io.timecoin.verifier.config;

import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.time.SteadyClock;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.verifier.recheck.Alarm;
import io.timecoin.verifier.recheck.IndependentOpinion;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.SecondOpinion;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.verification.CheckerFactory;
import io.timecoin.verifier.verification.InFlight;
import io.timecoin.verifier.verification.Rehearsal;
import io.timecoin.verifier.verification.VerdictBatches;
import io.timecoin.verifier.verification.VerificationPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
  SecondOpinion secondOpinion() {
    return new IndependentOpinion();
  }

  @Produces
  @Singleton
  TakenOut takenOut() {
    return new TakenOut();
  }

  @Produces
  @Singleton
  Rechecks rechecks(
      SecondOpinion second, BatchVerification verification, TakenOut takenOut, Alarm alarm) {
    return new Rechecks(
        second,
        () -> verification.isUsingLanes() ? "batches, in lanes" : "batches, in plain Java",
        takenOut,
        alarm,
        clock);
  }

  @Produces
  @Singleton
  CheckerFactory checkers(
      VerifierConfig config, Genesis genesis, BatchVerification verification, Rechecks rechecks) {
    var rules = new StatelessRules(genesis.network(), genesis.hash());
    return new CheckerFactory(rules, verification, rechecks, config.recheckShare());
  }

  @Produces
  @Singleton
  VerificationPool pool(VerifierConfig config, CheckerFactory checkers) {
    int workers = config.workers().orElseGet(VerificationPool::workersForThisMachine);
    LOG.infof("%d workers check signatures", workers);
    return new VerificationPool(workers, checkers::forWorker, clock);
  }

  @Produces
  @Singleton
  Rehearsal rehearsal(CheckerFactory checkers, VerificationPool pool, Genesis genesis) {
    return new Rehearsal(
        checkers, pool, genesis.network(), genesis.hash(), clock, System::nanoTime);
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
