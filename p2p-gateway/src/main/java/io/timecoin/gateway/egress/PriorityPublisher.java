package io.timecoin.gateway.egress;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.lookup.PrioritySink;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Writes mempool.priorities, one record at a time on a thread of its own. An operator calls now and
 * then, so the producer lives as long as the record. Thread-safe; never blocks.
 */
@Singleton
public final class PriorityPublisher implements PrioritySink {
  private static final Logger LOG = Logger.getLogger(PriorityPublisher.class);
  private static final int MOST_WAITING = 100;
  private static final long IDLE_SECONDS = 10;

  private final SecureRandom ids = new SecureRandom();
  private final KafkaSettings settings;
  private final ExecutorService thread;

  @Inject
  public PriorityPublisher(KafkaSettings settings) {
    this.settings = settings;
    var executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("priorities").daemon().factory());
    executor.allowCoreThreadTimeOut(true);
    this.thread = executor;
  }

  @Override
  public CompletableFuture<Void> prioritise(Hash256 txid, long satoshi) {
    var change =
        PriorityChange.newBuilder()
            .setTxid(ByteString.copyFrom(txid.toByteArray()))
            .setSatoshi(satoshi)
            .setId(ids.nextLong())
            .build();
    try {
      return CompletableFuture.runAsync(() -> write(change), thread);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          ReadException.unavailable("too many priorities wait to be written"));
    }
  }

  private void write(PriorityChange change) {
    var record =
        new ProducerRecord<>(
            settings.name(Topic.MEMPOOL_PRIORITIES),
            TopicCatalogue.constantKey(),
            change.toByteArray());
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("priorities"))) {
      producer.send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(e);
    } catch (ExecutionException | KafkaException e) {
      throw unknown(e);
    }
  }

  private static CompletionException unknown(Exception failure) {
    LOG.warnf("TC-GW-211: a priority may not have been written: %s", failure.getMessage());
    return new CompletionException(
        ReadException.unavailable("outcome unknown: ask getprioritisedtransactions"));
  }
}
