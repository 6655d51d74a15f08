package io.timecoin.verifier.ingress;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Commits that are tried until they are done, or overtaken, or another member's. Thread-safe. */
final class RepeatedCommits {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Some three minutes: a member that cannot commit for so long is none any more. */
  private static final int ATTEMPTS = 100;

  private final Function<Map<TopicPartition, OffsetAndMetadata>, Uni<Void>> once;
  private final Supplier<Uni<Set<TopicPartition>>> assigned;

  /** What was asked for last, of each partition. */
  private final Map<TopicPartition, OffsetAndMetadata> newest = new ConcurrentHashMap<>();

  /**
   * Commits of one consumer.
   *
   * @param once commits, and may fail
   * @param assigned the partitions that the consumer has now
   */
  RepeatedCommits(
      Function<Map<TopicPartition, OffsetAndMetadata>, Uni<Void>> once,
      Supplier<Uni<Set<TopicPartition>>> assigned) {
    this.once = once;
    this.assigned = assigned;
  }

  /** Done when the offsets are committed, or no longer to be; fails when that takes too long. */
  Uni<Void> commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    newest.putAll(offsets);
    return Uni.createFrom()
        .deferred(assigned::get)
        .onItem()
        .transformToUni(own -> attempt(offsets, own))
        .onFailure()
        .retry()
        .withBackOff(PAUSE, LONGEST_PAUSE)
        .atMost(ATTEMPTS);
  }

  private Uni<Void> attempt(
      Map<TopicPartition, OffsetAndMetadata> offsets, Set<TopicPartition> own) {
    var left = new HashMap<>(offsets);
    left.entrySet()
        .removeIf(
            entry ->
                !own.contains(entry.getKey())
                    || !entry.getValue().equals(newest.get(entry.getKey())));
    return left.isEmpty() ? Uni.createFrom().voidItem() : once.apply(left);
  }
}
