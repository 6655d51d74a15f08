package io.timecoin.verifier.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class RepeatedCommitsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final TopicPartition A = new TopicPartition("tx.inbound", 1);
  private static final TopicPartition B = new TopicPartition("tx.inbound", 2);

  private final RepeatedCommits commits = new RepeatedCommits(this::once, this::assigned);
  private final List<Map<TopicPartition, OffsetAndMetadata>> attempts = new ArrayList<>();
  private Set<TopicPartition> assigned = Set.of(A, B);
  private int failures;
  private Runnable afterFirst = () -> {};

  /** In ReplayIT offsets stayed uncommitted for good: a member had just joined and left. */
  @Test
  void whatFailedIsCommittedAgainWithoutAnythingNew() {
    failures = 2;

    commit(Map.of(A, at(20), B, at(7)));

    assertThat(attempts).hasSize(3).allMatch(Map.of(A, at(20), B, at(7))::equals);
  }

  @Test
  void whatWasGivenUpIsLeftToItsNextOwner() {
    failures = 1;
    afterFirst = () -> assigned = Set.of(A);

    commit(Map.of(A, at(20), B, at(7)));

    assertThat(attempts).hasSize(2).last().isEqualTo(Map.of(A, at(20)));
  }

  /** The connector commits anew after a rebalance, whatever became of the commit before. */
  @Test
  void whatWasOvertakenIsNotSetBack() {
    failures = 1;
    afterFirst = () -> commit(Map.of(A, at(30)));

    commit(Map.of(A, at(20)));

    assertThat(attempts).hasSize(2).last().isEqualTo(Map.of(A, at(30)));
  }

  @Test
  void whatIsReadAgainFromEarlierOnIsCommitted() {
    commit(Map.of(A, at(20)));
    commit(Map.of(A, at(1)));

    assertThat(attempts).last().isEqualTo(Map.of(A, at(1)));
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    assertThat(commits.commit(offsets).await().atMost(LIMIT)).isNull();
  }

  private Uni<Void> once(Map<TopicPartition, OffsetAndMetadata> offsets) {
    attempts.add(Map.copyOf(offsets));
    int attempt = attempts.size();
    if (attempt == 1) {
      afterFirst.run();
    }
    return attempt <= failures
        ? Uni.createFrom().failure(new CommitFailedException("stale member epoch"))
        : Uni.createFrom().voidItem();
  }

  private Uni<Set<TopicPartition>> assigned() {
    return Uni.createFrom().item(assigned);
  }

  private static OffsetAndMetadata at(long offset) {
    return new OffsetAndMetadata(offset);
  }
}
