package io.timecoin.kit.kafka;

import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads all partitions of given topics without a group, read_committed, from given positions. Waits
 * for the broker and for topics that do not exist yet as long as it takes. Used by one thread;
 * {@link #wakeup} alone may be called from another.
 *
 * <p>Positions whose records are no longer kept move to the oldest kept record; {@link GapListener}
 * is told. Positions beyond the end (a topic that was made anew) go back to the beginning: readers
 * are idempotent.
 */
public final class AssignedReader implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AssignedReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Told on the reading thread when retention was faster than the reader. */
  @FunctionalInterface
  public interface GapListener {
    /** Offsets {@code expected} up to, but without, {@code found} were never delivered. */
    void onGap(TopicPartition partition, long expected, long found);
  }

  private final String role;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, StartPosition> starts = new LinkedHashMap<>();
  private final GapListener gaps;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private boolean positioned;

  public AssignedReader(KafkaSettings settings, String role, Map<Topic, StartPosition> starts) {
    this(
        settings,
        role,
        starts,
        (partition, expected, found) ->
            LOG.warnf(
                "Reader %s missed offsets %d to %d of %s: no longer kept",
                role, expected, found - 1, partition));
  }

  public AssignedReader(
      KafkaSettings settings, String role, Map<Topic, StartPosition> starts, GapListener gaps) {
    this.role = role;
    this.gaps = gaps;
    starts.forEach((topic, start) -> this.starts.put(settings.name(topic), start));
    this.consumer = new KafkaConsumer<>(settings.assignedReader(role));
  }

  /**
   * The next records, or none when nothing came within a fraction of a second.
   *
   * @throws InterruptedException after {@link #wakeup}
   */
  public List<ConsumerRecord<byte[], byte[]>> poll() throws InterruptedException {
    position();
    try {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      consumer.poll(POLL).forEach(records::add);
      return records;
    } catch (OffsetOutOfRangeException e) {
      recover(e);
      return List.of();
    } catch (WakeupException e) {
      throw stopped(e);
    } catch (RetriableException e) {
      LOG.debugf(e, "Reader %s polls again", role);
      return List.of();
    }
  }

  /**
   * Hands everything that was committed when this was called to the handler, then returns; later
   * records may be among it. The reader stands where the handler's knowledge ends.
   *
   * @throws InterruptedException after {@link #wakeup}
   */
  public void readToEnd(RecordHandler handler) throws InterruptedException {
    position();
    readUntil(untilAnswered(() -> consumer.endOffsets(consumer.assignment())), handler);
  }

  /**
   * Reads until the position of each given partition has reached the given offset (the first one
   * not wanted).
   *
   * @throws InterruptedException after {@link #wakeup}
   */
  public void readUntil(Map<TopicPartition, Long> endOffsets, RecordHandler handler)
      throws InterruptedException {
    position();
    while (!reached(endOffsets)) {
      List<ConsumerRecord<byte[], byte[]>> records = poll();
      if (!records.isEmpty()) {
        handler.handle(records);
      }
    }
  }

  /** The offset that comes next in each partition; transaction markers already passed count. */
  public Map<TopicPartition, Long> positions() throws InterruptedException {
    position();
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, untilAnswered(() -> consumer.position(partition)));
    }
    return positions;
  }

  /** Ends a waiting or later call with InterruptedException. Callable from any thread. */
  public void wakeup() {
    stopping.set(true);
    consumer.wakeup();
  }

  /**
   * Waits for nothing: there are no offsets to commit and no group to leave, and a goodbye to the
   * broker would have to wait for the answer of the fetch before it, half a second on an idle
   * topic.
   */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private boolean reached(Map<TopicPartition, Long> endOffsets) throws InterruptedException {
    for (Map.Entry<TopicPartition, Long> end : endOffsets.entrySet()) {
      if (untilAnswered(() -> consumer.position(end.getKey())) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  private void position() throws InterruptedException {
    if (positioned) {
      return;
    }
    Map<TopicPartition, StartPosition> wanted = new LinkedHashMap<>();
    for (Map.Entry<String, StartPosition> start : starts.entrySet()) {
      for (TopicPartition partition : partitionsOf(start.getKey())) {
        wanted.put(partition, start.getValue());
      }
    }
    consumer.assign(wanted.keySet());
    for (Map.Entry<TopicPartition, StartPosition> start : wanted.entrySet()) {
      TopicPartition partition = start.getKey();
      consumer.seek(partition, untilAnswered(() -> offsetOf(partition, start.getValue())));
    }
    positioned = true;
  }

  private List<TopicPartition> partitionsOf(String topic) throws InterruptedException {
    boolean told = false;
    while (true) {
      List<TopicPartition> partitions =
          untilAnswered(
              () ->
                  consumer.partitionsFor(topic).stream()
                      .map(info -> new TopicPartition(topic, info.partition()))
                      .toList());
      if (!partitions.isEmpty()) {
        return partitions;
      }
      if (!told) {
        LOG.infof("Reader %s waits for topic %s to exist", role, topic);
        told = true;
      }
      pause();
    }
  }

  private long offsetOf(TopicPartition partition, StartPosition start) {
    return switch (start) {
      case StartPosition.Beginning _ -> first(partition);
      case StartPosition.End _ -> end(partition);
      case StartPosition.LastRecords(long count) ->
          Math.max(first(partition), end(partition) - count);
      case StartPosition.Offset(long offset) -> offset;
      case StartPosition.At(var instant) -> {
        OffsetAndTimestamp found =
            consumer.offsetsForTimes(Map.of(partition, instant.toEpochMilli())).get(partition);
        yield found == null ? end(partition) : found.offset();
      }
    };
  }

  private long first(TopicPartition partition) {
    return consumer.beginningOffsets(Set.of(partition)).get(partition);
  }

  private long end(TopicPartition partition) {
    return consumer.endOffsets(Set.of(partition)).get(partition);
  }

  private void recover(OffsetOutOfRangeException outOfRange) throws InterruptedException {
    for (Map.Entry<TopicPartition, Long> entry :
        outOfRange.offsetOutOfRangePartitions().entrySet()) {
      TopicPartition partition = entry.getKey();
      long expected = entry.getValue();
      long first = untilAnswered(() -> first(partition));
      if (first <= expected) {
        LOG.errorf(
            "Offset %d of %s is beyond the topic's end: it was made anew; reading it from offset"
                + " %d",
            expected, partition, first);
      } else {
        gaps.onGap(partition, expected, first);
      }
      consumer.seek(partition, first);
    }
  }

  private interface Question<T> {
    T ask();
  }

  private <T> T untilAnswered(Question<T> question) throws InterruptedException {
    boolean told = false;
    while (true) {
      try {
        T answer = question.ask();
        if (told) {
          LOG.infof("Reader %s has its broker back", role);
        }
        return answer;
      } catch (WakeupException e) {
        throw stopped(e);
      } catch (RetriableException e) {
        if (!told) {
          LOG.warnf("Reader %s waits for the broker: %s", role, e.getMessage());
          told = true;
        }
        pause();
      }
    }
  }

  private void pause() throws InterruptedException {
    if (stopping.get()) {
      throw new InterruptedException("reader " + role + " was told to stop");
    }
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
  }

  private InterruptedException stopped(WakeupException cause) {
    InterruptedException stopped = new InterruptedException("reader " + role + " was told to stop");
    stopped.initCause(cause);
    return stopped;
  }
}
