package io.timecoin.kit.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Ends transactions that Kafka has lost count of. A broker that dies between a commit and the
 * markers of its partitions may hold the transaction for complete when it starts again and never
 * write them (seen with Kafka 4.3.1). Its records stay hidden from readers of committed records
 * until the same producer commits anything else, and then appear before what it has written in the
 * meantime: once more. Nobody has read them by then, so they are aborted.
 */
public final class HangingTransactions {
  private static final Logger LOG = Logger.getLogger(HangingTransactions.class);

  private static final String OFFSETS = "__consumer_offsets";

  private HangingTransactions() {}

  /**
   * Aborts what a transactional id has open in these partitions. To be called when its producer has
   * been initialised and has begun nothing yet: no transaction of it can be open then.
   *
   * @param transactionalId as the broker knows it, with prefix
   * @return in how many partitions there was one
   * @throws KafkaException if it cannot be told, or not be ended: then nothing may be written
   */
  public static int abort(
      Admin admin, String transactionalId, Collection<TopicPartition> partitions)
      throws InterruptedException {
    try {
      long producerId =
          admin
              .describeTransactions(List.of(transactionalId))
              .description(transactionalId)
              .get()
              .producerId();
      int aborted = 0;
      for (var found : admin.describeProducers(partitions).all().get().entrySet()) {
        for (ProducerState state : found.getValue().activeProducers()) {
          if (state.producerId() == producerId
              && state.currentTransactionStartOffset().isPresent()) {
            abort(admin, transactionalId, found.getKey(), state);
            aborted++;
          }
        }
      }
      return aborted;
    } catch (ExecutionException e) {
      throw unknown(transactionalId, e);
    }
  }

  /**
   * As above, everywhere where a producer writes that also acknowledges what it has read.
   *
   * @param topics with prefix
   * @param group whose offsets are part of its transactions, with prefix
   */
  public static int abort(
      Admin admin, String transactionalId, Collection<String> topics, String group)
      throws InterruptedException {
    try {
      var asked = new ArrayList<>(topics);
      asked.add(OFFSETS);
      Map<String, TopicDescription> found = admin.describeTopics(asked).allTopicNames().get();
      int offsetPartitions = found.remove(OFFSETS).partitions().size();
      var partitions = new ArrayList<TopicPartition>();
      // As the group's coordinator is found.
      partitions.add(new TopicPartition(OFFSETS, Utils.abs(group.hashCode()) % offsetPartitions));
      found.forEach(
          (name, topic) ->
              topic
                  .partitions()
                  .forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
      return abort(admin, transactionalId, partitions);
    } catch (ExecutionException e) {
      throw unknown(transactionalId, e);
    }
  }

  private static KafkaException unknown(String transactionalId, ExecutionException e) {
    return new KafkaException(
        "whether %s has left a transaction open is not known: %s"
            .formatted(transactionalId, e.getCause().getMessage()),
        e.getCause());
  }

  private static void abort(
      Admin admin, String transactionalId, TopicPartition partition, ProducerState state)
      throws ExecutionException, InterruptedException {
    LOG.warnf(
        "TC-KIT-011: %s has a transaction in %s from offset %d on that Kafka has lost count of;"
            + " nobody has read it, it is aborted",
        transactionalId, partition, state.currentTransactionStartOffset().getAsLong());
    var spec =
        new AbortTransactionSpec(
            partition,
            state.producerId(),
            (short) state.producerEpoch(),
            state.coordinatorEpoch().orElse(0));
    var _ = admin.abortTransaction(spec).all().get();
  }
}
