package io.timecoin.gateway.egress;

import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.intake.Backlog;
import io.timecoin.gateway.intake.IntakeBreaker;
import io.timecoin.kit.kafka.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Looks whether the verifiers keep up ({@link BacklogAge}). Every answer of the broker also tells
 * the breaker that it lives. A few small requests a second, one after the other.
 */
@Singleton
public class BacklogProbe {
  private static final Logger LOG = Logger.getLogger(BacklogProbe.class);

  private final KafkaSettings settings;
  private final BacklogAge age;
  private final GatewayConfig.Intake config;
  private final Backlog backlog;
  private final IntakeBreaker breaker;
  private final Thread thread =
      Thread.ofPlatform().name("backlog-probe").daemon().unstarted(this::run);

  @Inject
  public BacklogProbe(
      KafkaSettings settings, GatewayConfig config, Backlog backlog, IntakeBreaker breaker) {
    this.settings = settings;
    this.config = config.intake();
    this.age =
        new BacklogAge(settings, config.intake().verifierGroup(), this.config.maxBacklogAge());
    this.backlog = backlog;
    this.breaker = breaker;
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  @PreDestroy
  void close() {
    thread.interrupt();
  }

  private void run() {
    try (Admin admin = Admin.create(settings.admin("backlog"))) {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          boolean tooOld = age.isTooOld(admin);
          breaker.brokerAnswered();
          if (tooOld != backlog.isTooOld()) {
            LOG.warnf(
                tooOld
                    ? "Nothing is taken in: the verifiers are more than %s behind"
                    : "The verifiers keep up again (limit %s)",
                config.maxBacklogAge());
          }
          backlog.seen(tooOld);
        } catch (ExecutionException e) {
          LOG.debugf("The backlog is not known: %s", e.getMessage());
        }
        TimeUnit.MILLISECONDS.sleep(config.backlogCheck().toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("The backlog probe was told to stop");
    }
  }
}
