package io.timecoin.verifier.health;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.verifier.ingress.InboundBatchConsumer;
import io.timecoin.verifier.verification.InFlight;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/**
 * Warm as soon as the topics are there and its code is compiled, for it keeps nothing. At SIGTERM
 * it takes nothing new and waits until the verdicts of what it took are durable.
 */
@ApplicationScoped
public class VerifierLife implements Drainable {
  private final ServiceState state;
  private final TopicsAtStart topics;
  private final WarmUp warmUp;
  private final ChannelRegistry channels;
  private final InFlight inFlight;

  @Inject
  public VerifierLife(
      ServiceState state,
      TopicsAtStart topics,
      WarmUp warmUp,
      ChannelRegistry channels,
      InFlight inFlight) {
    this.state = state;
    this.warmUp = warmUp;
    this.topics = topics;
    this.channels = channels;
    this.inFlight = inFlight;
  }

  /** After SmallRye's channels, which begin at priority 1000 of this event. */
  void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
    state.starting("the topics are not prepared yet");
    var warm = warmUp.start();
    var _ =
        topics
            .prepared()
            .thenRun(() -> state.starting("signatures are not verified at full speed yet"))
            .thenCompose(_ -> warm)
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    state.warm();
                  } else {
                    state.broken("the warm-up failed", failure);
                  }
                });
  }

  @Override
  public int order() {
    return INTAKE;
  }

  @Override
  public void drain(Duration remaining) throws InterruptedException {
    channels.getPausable(InboundBatchConsumer.CHANNEL).pause();
    inFlight.awaitNone();
  }
}
