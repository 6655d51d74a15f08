package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.time.SteadyClock;
import io.timecoin.mempool.config.MempoolConfig;
import io.timecoin.mempool.egress.AnswerPlaces;
import io.timecoin.mempool.egress.Outbox;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.loop.TurnObserver;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.store.LedgerSpenders;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Puts an incarnation together; its domain runs, but nothing is read yet. */
final class IncarnationFactory {
  private final InstantSource clock = InstantSource.system();
  private final InstantSource ages = new SteadyClock();
  private final ChainRules rules;
  private final MempoolConfig config;
  private final KafkaSettings settings;
  private final ServiceState state;
  private final DeadLetters deadLetters;
  private final TurnObserver observer;
  private final LifeEvents events;
  private final Supplier<LedgerSpenders> ledger;

  IncarnationFactory(
      ChainRules rules,
      MempoolConfig config,
      KafkaSettings settings,
      ServiceState state,
      DeadLetters deadLetters,
      TurnObserver observer,
      LifeEvents events,
      Supplier<LedgerSpenders> ledger) {
    this.rules = rules;
    this.config = config;
    this.settings = settings;
    this.state = state;
    this.deadLetters = deadLetters;
    this.observer = observer;
    this.events = events;
    this.ledger = ledger;
  }

  Incarnation on(FinalState snapshot) {
    var domain = new MempoolNode(rules, snapshot, limits(), clock, ages, config.draftInterval());
    var answers = new AnswerPlaces();
    var outbox = new Outbox(settings, answers, state, clock, config.relay()).start();
    var questions = new SpenderDesk(ledger.get());
    var loop = new DomainLoop(domain, outbox, questions, observer, state::broken);
    questions.answerTo(loop);
    var takeover = new Takeover(settings);
    return new Incarnation(
        loop.start(),
        outbox,
        answers,
        new Following(settings, state, loop, deadLetters, takeover, events),
        new Serving(settings, state, loop, deadLetters, clock),
        takeover);
  }

  private PoolLimits limits() {
    return PoolLimits.defaults()
        .withSize(config.maxTransactions(), config.maxBytes())
        .withExpiry(config.expiry());
  }
}
