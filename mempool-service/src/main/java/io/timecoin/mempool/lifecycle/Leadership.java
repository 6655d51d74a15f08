package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.mempool.egress.EpochWriter;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.mempool.node.UnknownEnd;
import io.timecoin.mempool.store.LedgerSpenders;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes an incarnation the one that decides, and puts it back to following. */
final class Leadership {
  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private final Incarnation incarnation;
  private final LifeEvents events;
  private final KafkaSettings settings;
  private final ServiceState state;
  private final Supplier<LedgerSpenders> ledger;

  Leadership(
      Incarnation incarnation,
      LifeEvents events,
      KafkaSettings settings,
      ServiceState state,
      Supplier<LedgerSpenders> ledger) {
    this.incarnation = incarnation;
    this.events = events;
    this.settings = settings;
    this.state = state;
    this.ledger = ledger;
  }

  /** Opens an epoch and serves in it; does nothing if the lease is lost before it is open. */
  void takeOver() throws InterruptedException {
    Optional<Takeover.Active> active =
        incarnation.takeover().run(incarnation.loop(), events::shouldLead);
    if (active.isEmpty()) {
      return;
    }
    long epoch = active.get().epoch();
    incarnation.outbox().serve(epoch);
    announce(epoch);
    conclude(active.get().unknown());
    long verified = incarnation.loop().call(domain -> domain.journal().verifiedOffset().orElse(0));
    incarnation.serving().start(verified);
    LOG.infof("Active in epoch %d, tx.verified from offset %d", epoch, verified);
  }

  private void announce(long epoch) throws InterruptedException {
    try (var writer = new EpochWriter(settings)) {
      long offset = writer.announce(epoch, events::shouldLead);
      long next = incarnation.loop().call(domain -> domain.state().tip().sequence()) + 1;
      // Older answers may be about the undecided sequence: they go when the ledger holds it.
      incarnation.answers().add(next, offset - 1);
    }
  }

  private void conclude(List<UnknownEnd> ends) {
    LedgerSpenders spenders = ledger.get();
    for (UnknownEnd unknown : ends) {
      spenders.ask(
          unknown.outpoint(),
          answer -> incarnation.loop().offer(_ -> unknown.answered(answer.spender())));
    }
  }

  /** Serves no more; one that was active reads the journal anew. */
  void standBy() throws InterruptedException {
    incarnation.serving().close();
    incarnation.outbox().serve(0);
    boolean wasActive = incarnation.loop().call(MempoolNode::isActive);
    if (wasActive) {
      followAnew();
    }
    LOG.info("Standing by");
    events.remindOfLease();
  }

  private void followAnew() throws InterruptedException {
    state.starting("following the journal anew");
    incarnation.following().closeJournal();
    incarnation
        .loop()
        .call(
            domain -> {
              domain.deactivate();
              return true;
            });
    incarnation.following().journal();
    state.warm();
  }
}
