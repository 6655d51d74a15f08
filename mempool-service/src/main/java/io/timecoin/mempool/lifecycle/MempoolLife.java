package io.timecoin.mempool.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.http.QueryException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.Lease;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.mempool.config.MempoolConfig;
import io.timecoin.mempool.egress.AnswerPlaces;
import io.timecoin.mempool.egress.EpochWriter;
import io.timecoin.mempool.egress.Outbox;
import io.timecoin.mempool.egress.RecordTrimmer;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.loop.TurnObserver;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.node.UnknownEnd;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.state.FinalityCheck;
import io.timecoin.mempool.store.LedgerSnapshot;
import io.timecoin.mempool.store.LedgerSpenders;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The life of this service: load the ledger's state, follow chain and journal, take part in the
 * lease, decide while it is held. One thread goes through it; what others notice comes to it as a
 * {@link LifeEvent}.
 */
@ApplicationScoped
public class MempoolLife implements Drainable {
  private static final Logger LOG = Logger.getLogger(MempoolLife.class);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration TRIM_EVERY = Duration.ofSeconds(10);

  /** How far brokers' and members' clocks may differ for the chain to be found by its time. */
  private static final Duration CHAIN_MARGIN = Duration.ofMinutes(10);

  private final Genesis genesis;
  private final ChainRules rules;
  private final MempoolConfig config;
  private final NodeConfig node;
  private final KafkaSettings settings;
  private final ServiceState state;
  private final DeadLetters deadLetters;
  private final TopicsAtStart topics;
  private final TurnObserver observer;
  private final InstantSource clock = InstantSource.system();
  private final BlockingQueue<LifeEvent> events = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("life").daemon().unstarted(this::run);
  private InternalReads ledger;
  private volatile Optional<Incarnation> current = Optional.empty();
  private volatile boolean recovered;
  private volatile boolean held;
  private volatile boolean stopping;
  private volatile boolean begun;
  private boolean fromBeginning;

  @Inject
  public MempoolLife(
      Genesis genesis,
      MempoolConfig config,
      NodeConfig node,
      KafkaSettings settings,
      ServiceState state,
      DeadLetters deadLetters,
      TopicsAtStart topics,
      TurnObserver observer) {
    this.genesis = genesis;
    this.rules = new ChainRules(genesis.document());
    this.config = config;
    this.node = node;
    this.settings = settings;
    this.state = state;
    this.deadLetters = deadLetters;
    this.topics = topics;
    this.observer = observer;
  }

  void onStart(@Observes StartupEvent event) {
    begin();
  }

  /** Begins to live; once. */
  public void begin() {
    Optional<URI> url = node.ledgerUrl();
    if (url.isEmpty()) {
      state.broken("timecoin.ledger-url is not set: the pool cannot know the UTXO set");
      return;
    }
    ledger = new InternalReads(url.get(), node.internalDeadline());
    begun = true;
    thread.start();
  }

  /** The domain, once it stands on the chain; empty while it is being rebuilt. */
  public Optional<DomainLoop> domain() {
    return recovered ? current.map(Incarnation::loop) : Optional.empty();
  }

  /** What waits to be written; empty while nothing is there. */
  public Optional<Outbox> outbox() {
    return current.map(Incarnation::outbox);
  }

  /** Whether this instance holds the lease. */
  public boolean isHeld() {
    return held;
  }

  private void run() {
    try {
      topics.prepared().join();
      while (!stopping) {
        live();
      }
    } catch (InterruptedException e) {
      if (!stopping) {
        state.broken("the mempool was interrupted", e);
      }
    } catch (RuntimeException | Error e) {
      if (!stopping) {
        state.broken("the mempool failed", e);
      }
    }
  }

  /** From a snapshot to the next gap in the chain, or the end. */
  private void live() throws InterruptedException {
    recovered = false;
    state.starting("loading the UTXO set from the ledger");
    FinalState snapshot = snapshot();
    try (Incarnation incarnation = incarnation(snapshot)) {
      current = Optional.of(incarnation);
      follow(incarnation, snapshot);
      try (Lease lease = lease();
          var trimmer = new RecordTrimmer(settings)) {
        lease.start();
        attend(incarnation, trimmer);
      }
    } finally {
      recovered = false;
      current = Optional.empty();
      held = false;
    }
  }

  private FinalState snapshot() throws InterruptedException {
    var finality = new FinalityCheck(rules.committee(), genesis.hash());
    var loader = new LedgerSnapshot(ledger, finality, config.rememberedSpends());
    boolean told = false;
    while (true) {
      try {
        FinalState loaded = loader.load();
        LOG.infof(
            "UTXO set of %d outputs at sequence %d",
            loaded.table().size(), loaded.tip().sequence());
        return loaded;
      } catch (QueryException e) {
        if (!told) {
          LOG.infof("Waiting for the ledger: %s", e.getMessage());
          told = true;
        }
        state.starting("waiting for the ledger: " + e.getMessage());
        TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      }
    }
  }

  private Incarnation incarnation(FinalState snapshot) {
    PoolLimits limits =
        PoolLimits.defaults()
            .withSize(config.maxTransactions(), config.maxBytes())
            .withExpiry(config.expiry());
    var domain = new MempoolNode(rules, snapshot, limits, clock);
    var answers = new AnswerPlaces();
    var outbox = new Outbox(settings, answers, state, clock).start();
    var questions = new SpenderDesk(new LedgerSpenders(ledger, config.ledgerQuestions()));
    var loop = new DomainLoop(domain, outbox, questions, observer, state::broken);
    questions.answerTo(loop);
    var takeover = new Takeover(settings);
    return new Incarnation(
        loop.start(),
        outbox,
        answers,
        new Following(settings, state, loop, deadLetters, takeover),
        new Serving(settings, state),
        takeover);
  }

  private void follow(Incarnation incarnation, FinalState snapshot) throws InterruptedException {
    state.starting("following the chain and the journal");
    long first = snapshot.tip().sequence() + 1;
    Instant when = Instant.ofEpochMilli(snapshot.tip().timeMillis()).minus(CHAIN_MARGIN);
    incarnation
        .following()
        .chain(
            fromBeginning ? StartPosition.BEGINNING : StartPosition.at(when),
            new FinalityCheck(rules.committee(), genesis.hash()),
            first,
            () -> events.add(LifeEvent.GAP));
    incarnation.following().journal(() -> events.add(LifeEvent.REPLACED));
    recovered = true;
  }

  private Lease lease() {
    var listener =
        new Lease.Listener() {
          @Override
          public void onHeld() {
            held = true;
            events.add(LifeEvent.HELD);
          }

          @Override
          public void onLost() {
            held = false;
            events.add(LifeEvent.LOST);
          }
        };
    return new Lease(settings, Topic.LEASE_MEMPOOL, settings.instance(), listener, state);
  }

  /** Goes on until the state must be loaded anew or the service ends. */
  private void attend(Incarnation incarnation, RecordTrimmer trimmer) throws InterruptedException {
    state.warm();
    while (!stopping) {
      LifeEvent event = events.poll(TRIM_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      switch (event) {
        case null -> trim(incarnation, trimmer);
        case HELD -> takeOver(incarnation);
        case LOST, REPLACED -> standBy(incarnation);
        case GAP -> {
          LOG.warn("A microblock is missing in chain.microblocks: loading the ledger's state anew");
          fromBeginning = true;
          TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
          events.removeIf(LifeEvent.GAP::equals);
          return;
        }
        case STOP -> {
          return;
        }
      }
    }
  }

  private void takeOver(Incarnation incarnation) throws InterruptedException {
    Optional<Takeover.Active> active =
        incarnation.takeover().run(incarnation.loop(), () -> held && !stopping);
    if (active.isEmpty()) {
      return;
    }
    long epoch = active.get().epoch();
    incarnation.outbox().serve(epoch);
    announce(incarnation, epoch);
    conclude(incarnation, active.get());
    long verified = incarnation.loop().call(domain -> domain.journal().verifiedOffset().orElse(0));
    incarnation.serving().start(incarnation.loop(), deadLetters, verified, clock.instant());
    LOG.infof("Active in epoch %d, tx.verified from offset %d", epoch, verified);
  }

  private void announce(Incarnation incarnation, long epoch) throws InterruptedException {
    try (var writer = new EpochWriter(settings)) {
      long offset = writer.announce(epoch, () -> held && !stopping);
      long next = incarnation.loop().call(domain -> domain.state().tip().sequence()) + 1;
      // Older answers may be about the undecided sequence: they go when the ledger holds it.
      incarnation.answers().add(next, offset - 1);
    }
  }

  private void conclude(Incarnation incarnation, Takeover.Active active) {
    var spenders = new LedgerSpenders(ledger, config.ledgerQuestions());
    for (UnknownEnd unknown : active.unknown()) {
      spenders.ask(
          unknown.outpoint(), spender -> incarnation.loop().offer(_ -> unknown.answered(spender)));
    }
  }

  private void standBy(Incarnation incarnation) throws InterruptedException {
    incarnation.serving().close();
    incarnation.outbox().serve(0);
    boolean wasActive = incarnation.loop().call(MempoolNode::isActive);
    if (wasActive) {
      state.starting("following the journal anew");
      incarnation.following().closeJournal();
      incarnation
          .loop()
          .call(
              domain -> {
                domain.deactivate();
                return true;
              });
      incarnation.following().journal(() -> events.add(LifeEvent.REPLACED));
      state.warm();
    }
    LOG.info("Standing by");
    if (held && !events.contains(LifeEvent.HELD)) {
      events.add(LifeEvent.HELD);
    }
  }

  private void trim(Incarnation incarnation, RecordTrimmer trimmer) throws InterruptedException {
    if (!incarnation.loop().call(MempoolNode::isActive)) {
      return;
    }
    OptionalLong useful = incarnation.loop().call(domain -> domain.journal().firstUsefulOffset());
    useful.ifPresent(offset -> trimmer.deleteBelow(Topic.MEMPOOL_JOURNAL, offset));
    try {
      ChainHead head = ledger.get("/internal/v1/chain", ChainHead.parser());
      incarnation
          .answers()
          .firstUsefulOffset(head.getSequence())
          .ifPresent(offset -> trimmer.deleteBelow(Topic.PROPOSAL_ANSWERS, offset));
    } catch (QueryException e) {
      LOG.debugf("proposal.answers is not trimmed: %s", e.getMessage());
    }
  }

  @Override
  public int order() {
    return Drainable.WORK;
  }

  /** Reads nothing more, finishes what was begun, then gives the lease up. */
  @Override
  public void drain(Duration remaining) throws InterruptedException {
    long end = System.nanoTime() + remaining.toNanos() / 2;
    Optional<Incarnation> incarnation = current;
    if (incarnation.isPresent()) {
      incarnation.get().serving().close();
      while (System.nanoTime() < end
          && !(incarnation.get().loop().isIdle() && incarnation.get().outbox().isIdle())) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    stopping = true;
    events.add(LifeEvent.STOP);
    if (begun && !thread.join(Duration.ofSeconds(2))) {
      thread.interrupt();
      thread.join(Duration.ofSeconds(2));
    }
    if (ledger != null) {
      ledger.close();
    }
  }
}
