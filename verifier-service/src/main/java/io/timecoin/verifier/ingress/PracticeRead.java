package io.timecoin.verifier.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.verifier.config.VerifierConfig;
import io.timecoin.verifier.verification.VerdictBatches;
import io.timecoin.verifier.verification.VerificationPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Judges the newest of what tx.inbound holds, as a member of no group, and tells nobody: so that
 * the code between the broker's answer and a verdict has run before partitions are given to this
 * instance and wait for it. Whatever stands in the way only ends it: practice is not needed.
 */
@ApplicationScoped
public class PracticeRead {
  private static final Logger LOG = Logger.getLogger(PracticeRead.class);

  /** Of each partition. */
  private static final int RECORDS = 4;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofSeconds(3);

  private final KafkaSettings settings;
  private final InboundBatchReader reader;
  private final VerificationPool pool;
  private final VerdictBatches verdicts;
  private final List<TopicPartition> partitions;

  @Inject
  public PracticeRead(
      KafkaSettings settings,
      VerifierConfig config,
      VerificationPool pool,
      VerdictBatches verdicts) {
    this.settings = settings;
    this.reader = new InboundBatchReader(config.largestBatchTransactions());
    this.pool = pool;
    this.verdicts = verdicts;
    this.partitions =
        IntStream.range(0, Topic.TX_INBOUND.partitions())
            .mapToObj(i -> new TopicPartition(settings.name(Topic.TX_INBOUND), i))
            .toList();
  }

  /**
   * Judges what there is. Begins no batch when 3 s have passed, and waits no longer than that for
   * the broker or for a verdict.
   *
   * @return bytes of the verdicts that were made
   */
  public int run() throws InterruptedException {
    Map<String, Object> consuming = settings.assignedReader("practice");
    // The same client as the channel's.
    consuming.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consuming)) {
      return judgeNewest(consumer);
    } catch (InterruptException e) {
      var stopped = new InterruptedException("told to stop");
      stopped.initCause(e);
      throw stopped;
    } catch (KafkaException e) {
      LOG.debugf("Nothing was read for practice: %s", e.getMessage());
      return 0;
    }
  }

  private int judgeNewest(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    long end = System.nanoTime() + MOST.toNanos();
    consumer.assign(partitions);
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions, MOST);
    Map<TopicPartition, Long> newest = consumer.endOffsets(partitions, MOST);
    long left = 0;
    for (TopicPartition partition : partitions) {
      long from = Math.max(oldest.get(partition), newest.get(partition) - RECORDS);
      consumer.seek(partition, from);
      left += newest.get(partition) - from;
    }
    int bytes = 0;
    while (left > 0 && System.nanoTime() - end < 0) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      left -= records.count();
      bytes += judge(records, end);
    }
    return bytes;
  }

  /** A poll may hold many large batches: the end is looked at before each. */
  private int judge(ConsumerRecords<byte[], byte[]> records, long end) throws InterruptedException {
    int bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (System.nanoTime() - end >= 0) {
        break;
      }
      bytes += judge(record.value());
    }
    return bytes;
  }

  /** Bytes of its verdicts, never 0; 0 if it was not judged. */
  private int judge(byte[] value) throws InterruptedException {
    try {
      InboundBatch batch = reader.read(value);
      var answers =
          pool.verify(batch.getTransactionsList()).get(MOST.toMillis(), TimeUnit.MILLISECONDS);
      return verdicts.of(batch, answers).stream()
          .mapToInt(verified -> verified.toByteArray().length)
          .sum();
    } catch (BadRecordException | ExecutionException | TimeoutException e) {
      // Whoever takes it in says so.
      LOG.debugf("A batch was not judged for practice: %s", e.getMessage());
      return 0;
    }
  }
}
