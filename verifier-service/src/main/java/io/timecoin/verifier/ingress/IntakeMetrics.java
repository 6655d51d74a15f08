package io.timecoin.verifier.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.verifier.verification.InFlight;
import io.timecoin.verifier.verification.VerificationPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the verifier tells Prometheus: names begin with timecoin_verifier_. */
@ApplicationScoped
public class IntakeMetrics {
  private static final String ACCEPTED = "ACCEPTED";

  /** As long as tx.inbound is kept. */
  private static final Duration LONGEST_AGE = Duration.ofHours(24);

  private final Counter verified;
  private final Counter dead;
  private final Counter bytes;
  private final Timer verifyTime;
  private final Timer age;
  private final Map<String, Counter> verdicts;

  @Inject
  public IntakeMetrics(MeterRegistry registry, InFlight inFlight, VerificationPool pool) {
    verified = registry.counter("timecoin.verifier.batches", "outcome", "verified");
    dead = registry.counter("timecoin.verifier.batches", "outcome", "dead");
    bytes = registry.counter("timecoin.verifier.transaction.bytes");
    verifyTime =
        Timer.builder("timecoin.verifier.verify")
            .description("from being queued to having all verdicts, per batch")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofSeconds(30))
            .register(registry);
    age =
        Timer.builder("timecoin.verifier.age")
            .description("from the gateway's sending to having all verdicts, per batch")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofMinutes(10))
            .register(registry);
    // All there can be, so that no input makes new series.
    verdicts =
        Stream.concat(
                Stream.of(ACCEPTED),
                Arrays.stream(RejectCode.values()).filter(RejectCode::stateless).map(Enum::name))
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    code -> registry.counter("timecoin.verifier.transactions", "verdict", code)));
    Gauge.builder("timecoin.verifier.inflight.bytes", inFlight, InFlight::bytes).register(registry);
    Gauge.builder("timecoin.verifier.inflight.batches", inFlight, InFlight::batches)
        .register(registry);
    Gauge.builder("timecoin.verifier.queue.slices", pool, VerificationPool::queuedSlices)
        .register(registry);
    Gauge.builder(
            "timecoin.verifier.oldest.seconds",
            inFlight,
            flight -> flight.oldestAgeMillis().orElse(0) / 1000.0)
        .register(registry);
  }

  void deadBatch() {
    dead.increment();
  }

  /** Counts a batch; what is returned counts its verdicts. */
  BiConsumer<List<VerifiedTransaction>, Throwable> batchTaken(InboundBatch batch) {
    long start = System.nanoTime();
    return (answers, failure) -> {
      if (failure == null) {
        verified.increment();
        verifyTime.record(Duration.ofNanos(System.nanoTime() - start));
        age.record(age(batch.getSentAtMillis(), System.currentTimeMillis()));
        answers.forEach(this::count);
      }
    };
  }

  /** Whatever a batch says of its time: no record may make a number that does not fit. */
  static Duration age(long sentAtMillis, long nowMillis) {
    long sent = Math.clamp(sentAtMillis, nowMillis - LONGEST_AGE.toMillis(), nowMillis);
    return Duration.ofMillis(nowMillis - sent);
  }

  private void count(VerifiedTransaction answer) {
    String verdict = answer.hasRefusal() ? answer.getRefusal().getCode() : ACCEPTED;
    verdicts.get(verdict).increment();
    bytes.increment(answer.getTransaction().size());
  }
}
