package io.timecoin.verifier.health;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.verifier.egress.EvidencePublisher;
import io.timecoin.verifier.recheck.Alarm;
import io.timecoin.verifier.recheck.Disagreement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Tells operators that this instance is taken out, and has the evidence kept. */
@ApplicationScoped
public class DisagreementAlarm implements Alarm {
  private static final Logger LOG = Logger.getLogger(DisagreementAlarm.class);

  private final ServiceState state;
  private final EvidencePublisher evidence;

  @Inject
  public DisagreementAlarm(ServiceState state, EvidencePublisher evidence) {
    this.state = state;
    this.evidence = evidence;
  }

  @Override
  public void raise(Disagreement disagreement) {
    // The log alone is evidence enough if nothing can be written to Kafka any more.
    LOG.error(disagreement.sentence());
    state.takenOut(disagreement.sentence());
    evidence.publish(disagreement);
  }
}
