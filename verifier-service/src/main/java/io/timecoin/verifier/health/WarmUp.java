package io.timecoin.verifier.health;

import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.verifier.config.VerifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Verifies generated signatures until the JVM has compiled the code for it. */
@ApplicationScoped
public class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);

  private final BatchVerification verification;
  private final VerifierConfig config;

  @Inject
  public WarmUp(BatchVerification verification, VerifierConfig config) {
    this.verification = verification;
    this.config = config;
  }

  /** Begins, on a thread of its own; done when signatures are verified as fast as they will be. */
  CompletableFuture<Void> start() {
    var done = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .name("warm-up")
        .daemon()
        .start(
            () -> {
              try {
                warmUp();
                done.complete(null);
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  private void warmUp() {
    verification.warmUp(config.warmUp(), System::nanoTime);
    if (verification.isUsingLanes()) {
      LOG.info("Signatures are verified eight at a time (AVX-512)");
    } else if (verification.areLanesPresent()) {
      LOG.warn("Signatures are verified in plain Java: eight at a time was not faster yet");
    } else {
      LOG.info("Signatures are verified in plain Java");
    }
  }
}
