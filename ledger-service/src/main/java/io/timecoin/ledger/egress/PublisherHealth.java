package io.timecoin.ledger.egress;

import io.timecoin.kit.health.Capability;
import io.timecoin.kit.health.CapabilityStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Whether events go out. */
@ApplicationScoped
public class PublisherHealth implements Capability {
  private static final Logger LOG = Logger.getLogger(PublisherHealth.class);

  // Written by the publisher's thread only.
  private volatile CapabilityStatus status =
      CapabilityStatus.failing("the publisher has not started");

  void working() {
    become(CapabilityStatus.working());
  }

  void waiting(String reason) {
    become(CapabilityStatus.failing(reason));
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public CapabilityStatus status() {
    return status;
  }

  private void become(CapabilityStatus next) {
    if (!next.equals(status)) {
      boolean worked = status.works();
      status = next;
      if (next.works()) {
        LOG.info("The publisher publishes");
      } else {
        LOG.logf(
            worked ? Logger.Level.WARN : Logger.Level.INFO,
            "The publisher waits: %s",
            next.reason());
      }
    }
  }
}
