package io.timecoin.verifier.health;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.Phase;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.verifier.egress.VerdictTopic;
import io.timecoin.verifier.ingress.InboundBatchConsumer;
import io.timecoin.verifier.verification.InFlight;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Warm as soon as the topics are there and its code is compiled, for it keeps nothing. Joins its
 * group then and not before: the partitions that it gets would wait for it while others could have
 * verified them. At SIGTERM it takes nothing new and waits until the verdicts of what it took are
 * durable.
 */
@ApplicationScoped
public class VerifierLife implements Drainable {
  private final ServiceState state;
  private final TopicsAtStart topics;
  private final WarmUp warmUp;
  private final VerdictTopic verdictTopic;
  private final ChannelRegistry channels;
  private final InFlight inFlight;
  private boolean draining;

  @Inject
  public VerifierLife(
      ServiceState state,
      TopicsAtStart topics,
      WarmUp warmUp,
      VerdictTopic verdictTopic,
      ChannelRegistry channels,
      InFlight inFlight) {
    this.state = state;
    this.warmUp = warmUp;
    this.topics = topics;
    this.verdictTopic = verdictTopic;
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
            .thenCompose(
                _ -> CompletableFuture.allOf(warm, warmUp.practise(), verdictTopic.found()))
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    join();
                  } else {
                    state.broken("the warm-up failed", failure);
                  }
                });
  }

  private synchronized void join() {
    state.warm();
    // It may have been taken out, or told to stop.
    if (!draining && state.phase() instanceof Phase.Warm) {
      intake().resume();
    }
  }

  @Override
  public int order() {
    return INTAKE;
  }

  @Override
  public void drain(Duration remaining) throws InterruptedException {
    leave();
    inFlight.awaitNone();
  }

  private synchronized void leave() {
    draining = true;
    intake().pause();
  }

  private PausableChannel intake() {
    return channels.getPausable(InboundBatchConsumer.CHANNEL);
  }
}
