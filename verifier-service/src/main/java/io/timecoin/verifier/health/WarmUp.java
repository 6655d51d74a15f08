package io.timecoin.verifier.health;

import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.verifier.config.VerifierConfig;
import io.timecoin.verifier.ingress.PracticeRead;
import io.timecoin.verifier.verification.Rehearsal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Has the workers rehearse until the JVM has compiled their code. */
@ApplicationScoped
public class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);

  private final Rehearsal rehearsal;
  private final BatchVerification verification;
  private final PracticeRead practice;
  private final VerifierConfig config;

  @Inject
  public WarmUp(
      Rehearsal rehearsal,
      BatchVerification verification,
      PracticeRead practice,
      VerifierConfig config) {
    this.rehearsal = rehearsal;
    this.verification = verification;
    this.practice = practice;
    this.config = config;
  }

  /** Begins, on a thread of its own; done when signatures are verified as fast as they will be. */
  CompletableFuture<Void> start() {
    return onThread("warm-up", this::warmUp);
  }

  /** Reads and judges some of what there is, beside; the topics must be there. */
  CompletableFuture<Void> practise() {
    return onThread("practice", this::practiseReading);
  }

  private void practiseReading() throws InterruptedException {
    LOG.debugf("%d bytes of verdicts were made for practice", practice.run());
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static CompletableFuture<Void> onThread(String name, Work work) {
    var done = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (InterruptedException | RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  private void warmUp() throws InterruptedException {
    rehearsal.run(config.warmUp());
    if (verification.isUsingLanes()) {
      LOG.info("Signatures are verified eight at a time (AVX-512)");
    } else if (verification.areLanesPresent()) {
      LOG.warn("Signatures are verified in plain Java: eight at a time was not faster yet");
    } else {
      LOG.info("Signatures are verified in plain Java");
    }
  }
}
