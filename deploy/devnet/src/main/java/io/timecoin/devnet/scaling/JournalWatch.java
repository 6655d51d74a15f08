package io.timecoin.devnet.scaling;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.protocol.proto.internal.v1.Admitted;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.JournalEntry;
import io.timecoin.protocol.topics.Topic;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows the mempool's journal while it is written, because mempool deletes what it is done with.
 */
final class JournalWatch implements AutoCloseable {
  private final TopicReader reader;
  private final TopicPartition journal;
  private final Admissions admissions = new Admissions();
  private final FutureTask<Admissions> following;
  private volatile boolean ending;

  private JournalWatch(NodeTopics topics) {
    reader = topics.reader();
    journal = topics.partition(Topic.MEMPOOL_JOURNAL);
    long from = reader.end(journal);
    following = new FutureTask<>(() -> follow(from));
  }

  /** Begins with what is written next. */
  static JournalWatch start(NodeTopics topics) {
    var watch = new JournalWatch(topics);
    Thread.ofPlatform().name("journal").daemon().start(watch.following);
    return watch;
  }

  /**
   * Reads to the present end and stops.
   *
   * @throws LauncherFailure when mempool had deleted something before it was read
   */
  Admissions end() {
    ending = true;
    try {
      return following.get();
    } catch (ExecutionException e) {
      throw new LauncherFailure(
          "the mempool's journal could not be followed: " + e.getCause().getMessage(),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }

  private Admissions follow(long from) {
    try (reader) {
      reader.follow(journal, from, () -> !ending, this::take);
      return admissions;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      for (JournalEntry entry : JournalBatch.parseFrom(record.value()).getEntriesList()) {
        if (entry.hasAdmitted()) {
          Admitted admitted = entry.getAdmitted();
          admissions.admitted(admitted.getTransaction(), admitted.getOrder());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new LauncherFailure("no journal: " + e.getMessage(), e);
    }
  }

  /** Stops without an answer. */
  @Override
  public void close() {
    ending = true;
  }
}
