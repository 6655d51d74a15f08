package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.Lease;
import io.timecoin.mempool.config.MempoolConfig;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.loop.TurnObserver;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.state.FinalityCheck;
import io.timecoin.mempool.store.LedgerSnapshot;
import io.timecoin.mempool.store.LedgerSpenders;
import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.topics.Topic;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One incarnation after another: load the ledger's state, follow chain and journal, take part in
 * the lease, decide while it is held. One thread goes through it.
 */
final class LifeLoop {
  private static final Logger LOG = Logger.getLogger(LifeLoop.class);
  private static final Duration TRIM_EVERY = Duration.ofSeconds(10);

  /** After a gap: the ledger may not hold yet what the chain's topic lacks. */
  private static final Duration RETRY = Duration.ofMillis(250);

  private final KafkaSettings settings;
  private final ServiceState state;
  private final InternalReads ledger;
  private final LifeEvents events;
  private final Supplier<FinalityCheck> finality;
  private final Supplier<LedgerSpenders> spenders;
  private final SnapshotLoader snapshots;
  private final IncarnationFactory incarnations;
  private volatile Optional<Incarnation> current = Optional.empty();
  private volatile boolean recovered;
  private boolean fromBeginning;

  LifeLoop(
      Genesis genesis,
      MempoolConfig config,
      KafkaSettings settings,
      ServiceState state,
      DeadLetters deadLetters,
      TurnObserver observer,
      InternalReads ledger,
      LifeEvents events) {
    this.settings = settings;
    this.state = state;
    this.ledger = ledger;
    this.events = events;
    var rules = new ChainRules(genesis.document());
    this.finality = () -> new FinalityCheck(rules.committee(), genesis.hash());
    this.spenders = () -> new LedgerSpenders(ledger, config.ledgerQuestions());
    this.snapshots =
        new SnapshotLoader(
            new LedgerSnapshot(ledger, finality.get(), () -> emptyTable(config.rememberedSpends())),
            state);
    this.incarnations =
        new IncarnationFactory(
            rules, config, settings, state, deadLetters, observer, events, spenders);
  }

  /** Each with a key of its own: strangers choose the outpoints that it places. */
  private static UtxoTable emptyTable(int rememberedSpends) {
    return new PackedUtxoTable(OutPointHash.drawn(new SecureRandom()), rememberedSpends);
  }

  /** The domain and its threads; empty while the ledger's state is being loaded. */
  Optional<Incarnation> current() {
    return current;
  }

  /** The domain, once it stands on the chain; empty while it is being rebuilt. */
  Optional<DomainLoop> domain() {
    return recovered ? current.map(Incarnation::loop) : Optional.empty();
  }

  /** Goes on until told to stop. */
  void run() throws InterruptedException {
    while (!events.isStopping()) {
      live();
    }
  }

  /** From a snapshot to the next gap in the chain, or the end. */
  private void live() throws InterruptedException {
    FinalState snapshot = snapshots.load();
    try (Incarnation incarnation = incarnations.on(snapshot)) {
      current = Optional.of(incarnation);
      follow(incarnation, snapshot);
      try (var lease =
              new Lease(settings, Topic.LEASE_MEMPOOL, settings.instance(), events, state);
          var trimming = new Trimming(incarnation, ledger, settings)) {
        lease.start();
        attend(new Leadership(incarnation, events, settings, state, spenders), trimming);
      }
    } finally {
      recovered = false;
      current = Optional.empty();
      events.leaseClosed();
    }
  }

  private void follow(Incarnation incarnation, FinalState snapshot) throws InterruptedException {
    state.starting("following the chain and the journal");
    incarnation.following().chain(snapshot.tip(), fromBeginning, finality.get());
    incarnation.following().priorities();
    incarnation.following().journal();
    recovered = true;
  }

  /** Goes on until the state must be loaded anew or the service ends. */
  private void attend(Leadership leadership, Trimming trimming) throws InterruptedException {
    state.warm();
    while (!events.isStopping()) {
      switch (events.poll(TRIM_EVERY)) {
        case null -> trimming.trim();
        case HELD -> leadership.takeOver();
        case LOST, REPLACED -> leadership.standBy();
        case GAP -> {
          LOG.warn("A microblock is missing in chain.microblocks: loading the ledger's state anew");
          fromBeginning = true;
          TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
          events.forgetGaps();
          return;
        }
        case STOP -> {
          return;
        }
      }
    }
  }
}
