package io.timecoin.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Ends transactions of one transactional id that Kafka has lost count of. A coordinator of Kafka
 * 4.3.0 to 4.4.0 that starts while a partition has no leader takes the partition for deleted,
 * writes no marker into it and holds the transaction for complete (KAFKA-20734). Its records there
 * stay hidden until the same producer commits anything else, while other partitions may have shown
 * theirs.
 *
 * <p>Each is ended as its coordinator decided: a commit was perhaps answered, and what it says in
 * other partitions read, so half of it must not be undone. The decision is known until the next
 * fence alone, therefore this is asked before it and after it. Used by one thread.
 */
public final class HangingTransactions {
  private static final Logger LOG = Logger.getLogger(HangingTransactions.class);

  private static final String OFFSETS = "__consumer_offsets";
  private static final Duration MARKERS_LIMIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;
  private final TransactionMarkers markers;
  private final String transactionalId;
  private TransactionResult decided = TransactionResult.ABORT;

  /**
   * @param admin asks and is not closed
   * @param settings of an administrator, for a connection of its own where something hangs
   * @param transactionalId as the broker knows it, with prefix
   */
  public HangingTransactions(Admin admin, Map<String, Object> settings, String transactionalId) {
    this.admin = admin;
    this.markers = new TransactionMarkers(admin, settings);
    this.transactionalId = transactionalId;
  }

  /**
   * To be called before the producer is initialised: ends what hangs of transactions that are over,
   * as the last of them was decided.
   *
   * @return in how many partitions there was one
   * @throws KafkaException if it cannot be told, or not be ended: then nothing may be written
   */
  public int beforeFence(Collection<TopicPartition> partitions) throws InterruptedException {
    Optional<TransactionDescription> last = lastOnceMarked();
    decided = last.map(each -> decision(each.state())).orElse(TransactionResult.ABORT);
    return last.isPresent() && isOver(last.get().state()) ? end(last.get(), partitions) : 0;
  }

  /**
   * To be called when the producer has been initialised and has begun nothing yet: whatever older
   * producers of the id have open then hangs. What was open before the fence was aborted by it.
   *
   * @return in how many partitions there was one
   * @throws KafkaException if it cannot be told, or not be ended: then nothing may be written
   */
  public int afterFence(Collection<TopicPartition> partitions) throws InterruptedException {
    Optional<TransactionDescription> last = last();
    return last.isPresent() ? end(last.get(), partitions) : 0;
  }

  /**
   * The partitions in which a producer writes that also acknowledges what it has read.
   *
   * @param topics with prefix
   * @param group whose offsets are part of its transactions, with prefix
   */
  public static List<TopicPartition> partitions(
      Admin admin, Collection<String> topics, String group) throws InterruptedException {
    var asked = new ArrayList<>(topics);
    asked.add(OFFSETS);
    Map<String, TopicDescription> found;
    try {
      found = admin.describeTopics(asked).allTopicNames().get();
    } catch (ExecutionException e) {
      throw new KafkaException("%s cannot be described".formatted(asked), e.getCause());
    }
    int offsetPartitions = found.remove(OFFSETS).partitions().size();
    var partitions = new ArrayList<TopicPartition>();
    // As the group's coordinator is found.
    partitions.add(new TopicPartition(OFFSETS, Utils.abs(group.hashCode()) % offsetPartitions));
    found.forEach(
        (name, topic) ->
            topic
                .partitions()
                .forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
    return partitions;
  }

  /** A decision whose markers are being written is waited for. */
  private Optional<TransactionDescription> lastOnceMarked() throws InterruptedException {
    long deadline = System.nanoTime() + MARKERS_LIMIT.toNanos();
    Optional<TransactionDescription> last = last();
    while (last.isPresent() && isBeingMarked(last.get().state())) {
      if (System.nanoTime() - deadline > 0) {
        throw new KafkaException(
            "the coordinator has not written all markers of %s (%s)"
                .formatted(transactionalId, last.get().state()));
      }
      Thread.sleep(PAUSE);
      last = last();
    }
    return last;
  }

  private Optional<TransactionDescription> last() throws InterruptedException {
    try {
      return Optional.of(
          admin.describeTransactions(List.of(transactionalId)).description(transactionalId).get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return Optional.empty();
      }
      throw unknown(e);
    }
  }

  private int end(TransactionDescription last, Collection<TopicPartition> partitions)
      throws InterruptedException {
    int ended = 0;
    try {
      for (var found : admin.describeProducers(partitions).all().get().entrySet()) {
        for (ProducerState state : found.getValue().activeProducers()) {
          if (hangs(state, last)) {
            end(found.getKey(), state);
            ended++;
          }
        }
      }
    } catch (ExecutionException e) {
      throw unknown(e);
    }
    return ended;
  }

  /** Open, and of an epoch that is over: each decision and each fence begins a new one. */
  private static boolean hangs(ProducerState state, TransactionDescription last) {
    return state.currentTransactionStartOffset().isPresent()
        && state.producerId() == last.producerId()
        && state.producerEpoch() < last.producerEpoch();
  }

  private void end(TopicPartition partition, ProducerState state) throws InterruptedException {
    LOG.warnf(
        "TC-KIT-011: %s has a transaction in %s from offset %d on that Kafka has lost count of; it"
            + " was decided and gets its marker now: %s",
        transactionalId, partition, state.currentTransactionStartOffset().getAsLong(), decided);
    markers.write(partition, state, decided);
  }

  private static boolean isBeingMarked(TransactionState state) {
    return switch (state) {
      case PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> true;
      case ONGOING, COMPLETE_COMMIT, COMPLETE_ABORT, EMPTY, UNKNOWN -> false;
    };
  }

  private static boolean isOver(TransactionState state) {
    return state == TransactionState.COMPLETE_COMMIT || state == TransactionState.COMPLETE_ABORT;
  }

  private static TransactionResult decision(TransactionState state) {
    return state == TransactionState.COMPLETE_COMMIT
        ? TransactionResult.COMMIT
        : TransactionResult.ABORT;
  }

  private KafkaException unknown(ExecutionException e) {
    return new KafkaException(
        "whether %s has left a transaction open is not known: %s"
            .formatted(transactionalId, e.getCause().getMessage()),
        e.getCause());
  }
}
