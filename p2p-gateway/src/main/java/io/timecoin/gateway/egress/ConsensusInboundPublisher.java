package io.timecoin.gateway.egress;

import io.timecoin.gateway.relay.ConsensusInbound;
import io.timecoin.gateway.relay.Fate;
import io.timecoin.gateway.relay.Kind;
import io.timecoin.gateway.relay.RelayCounters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** Writes consensus.inbound: what peers say to the voter. Thread-safe. */
public final class ConsensusInboundPublisher implements ConsensusInbound, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ConsensusInboundPublisher.class);

  /** Milliseconds: while Kafka is away, votes are lost and repeated rather than queued. */
  private static final int MAX_BLOCK_MILLIS = 50;

  private final String topic;
  private final RelayCounters counters;
  private final Producer<byte[], byte[]> producer;

  public ConsensusInboundPublisher(KafkaSettings settings, RelayCounters counters) {
    this.topic = settings.name(Topic.CONSENSUS_INBOUND);
    this.counters = counters;
    Map<String, Object> producing = settings.durableProducer("consensus-inbound");
    producing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    this.producer = new KafkaProducer<>(producing);
  }

  @Override
  public int largestBytes() {
    return Topic.CONSENSUS_INBOUND.largestRecordBytes();
  }

  @Override
  public void publish(ReceivedConsensusMessage message) {
    var record = new ProducerRecord<>(topic, TopicCatalogue.constantKey(), message.toByteArray());
    try {
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure != null) {
                  failed(failure);
                }
              });
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      failed(e);
    }
  }

  private void failed(Exception failure) {
    counters.count(Kind.CONSENSUS, Fate.FAILED);
    LOG.warnf("TC-GW-210: not written to %s: %s", topic, failure.getMessage());
  }

  @Override
  public void close() {
    producer.close(Duration.ofMillis(500));
  }
}
