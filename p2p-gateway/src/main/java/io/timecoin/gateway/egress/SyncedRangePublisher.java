package io.timecoin.gateway.egress;

import io.timecoin.gateway.sync.SyncInbound;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes sync.inbound: ranges of microblocks that peers served. Thread-safe. */
public final class SyncedRangePublisher implements SyncInbound, AutoCloseable {
  private final String topic;
  private final Producer<byte[], byte[]> producer;

  public SyncedRangePublisher(KafkaSettings settings) {
    this.topic = settings.name(Topic.SYNC_INBOUND);
    this.producer = new KafkaProducer<>(settings.durableProducer("sync-inbound"));
  }

  @Override
  public CompletableFuture<Void> publish(SyncedRange range) {
    var durable = new CompletableFuture<Void>();
    var record = new ProducerRecord<>(topic, TopicCatalogue.constantKey(), range.toByteArray());
    try {
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure == null) {
                  durable.complete(null);
                } else {
                  durable.completeExceptionally(failure);
                }
              });
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
      durable.completeExceptionally(e);
    } catch (KafkaException e) {
      durable.completeExceptionally(e);
    }
    return durable;
  }

  @Override
  public void close() {
    producer.close(Duration.ofMillis(500));
  }
}
