package io.timecoin.gateway.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.ingress.view.TransactionLookup;
import io.timecoin.gateway.ingress.view.TransactionViews;
import io.timecoin.gateway.intake.Backlog;
import io.timecoin.gateway.intake.InboundSink;
import io.timecoin.gateway.intake.Intake;
import io.timecoin.gateway.intake.IntakeBreaker;
import io.timecoin.gateway.intake.IntakeGate;
import io.timecoin.gateway.intake.IntakePool;
import io.timecoin.gateway.intake.IntakeWindow;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.gateway.relay.PeerVerdicts;
import io.timecoin.gateway.relay.RecentMicroblocks;
import io.timecoin.gateway.relay.RelayCounters;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.gateway.tracking.ProvenCertificates;
import io.timecoin.gateway.tracking.SealIndex;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.gateway.trial.TrialDesk;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.time.SteadyClock;
import io.timecoin.protocol.rules.StatelessRules;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Puts the domain's plain objects together. */
public class GatewayBeans {
  private static final long RECENT_MICROBLOCKS_BYTES = 8 << 20;

  @Singleton
  @jakarta.enterprise.inject.Produces
  InstantSource clock() {
    return InstantSource.system();
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  TransactionTracking tracking(GatewayConfig config, IntakeWindow window) {
    GatewayConfig.Tracking bounds = config.tracking();
    return new TransactionTracking(
        bounds.transactions(),
        bounds.age(),
        bounds.unreadable(),
        bounds.waiters(),
        new SteadyClock(),
        new SecureRandom(),
        window::ended);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  IntakeWindow window(GatewayConfig config) {
    GatewayConfig.Intake intake = config.intake();
    return new IntakeWindow(
        System::nanoTime,
        intake.targetTime(),
        intake.leastUnfinished(),
        intake.trickleBytesPerSecond().asLongValue());
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  SealIndex seals() {
    return new SealIndex();
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  ProvenCertificates certificates(Genesis genesis) {
    return new ProvenCertificates(genesis.committee(), genesis.hash());
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  ChainWatch chainWatch(
      ProvenCertificates certificates,
      Genesis genesis,
      TransactionTracking tracking,
      SealIndex seals) {
    return new ChainWatch(certificates, genesis.document(), tracking, seals);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  TransactionViews views(SealIndex seals) {
    return new TransactionViews(seals);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  TransactionLookup lookup(
      TransactionTracking tracking,
      ChainWatch chain,
      TransactionViews views,
      LedgerReads ledger,
      MempoolReads mempool) {
    return new TransactionLookup(tracking, chain, views, ledger, mempool, System::nanoTime);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  IntakeBreaker breaker(GatewayConfig config) {
    return new IntakeBreaker(System::nanoTime, config.intake().breakerAge());
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  Backlog backlog() {
    return new Backlog();
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  IntakeGate gate(IntakeBreaker breaker, Backlog backlog) {
    return new IntakeGate(breaker, backlog);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  Intake intake(
      TransactionTracking tracking,
      InboundSink sink,
      IntakeGate gate,
      IntakeWindow window,
      InstantSource clock) {
    return new Intake(tracking, sink, gate, window, clock);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  IntakePool intakePool(GatewayConfig config, IntakeWindow window) {
    return new IntakePool(
        config.intake().threads(), config.intake().maxBytesWaiting().asLongValue(), window);
  }

  void close(@Disposes IntakePool pool) {
    pool.close();
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  TrialDesk trials(
      Genesis genesis, MempoolReads mempool, InstantSource clock, GatewayConfig config) {
    return new TrialDesk(
        new StatelessRules(genesis.document().network(), genesis.hash()),
        mempool,
        clock,
        config.trials().threads(),
        config.trials().places());
  }

  void close(@Disposes TrialDesk trials) {
    trials.close();
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  RecentMicroblocks recentMicroblocks(PeersSwitch peers) {
    // Peers alone ask for them.
    return new RecentMicroblocks(peers.isOn() ? RECENT_MICROBLOCKS_BYTES : 0);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  RelayCounters relayCounters(MeterRegistry registry) {
    return new RelayCounters(registry);
  }

  @Singleton
  @jakarta.enterprise.inject.Produces
  PeerVerdicts peerVerdicts(PeersSwitch peers, Instance<PeerNetwork> network, InstantSource clock) {
    return new PeerVerdicts(new LaterNetwork(peers, network), clock.millis());
  }
}
