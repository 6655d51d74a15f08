package io.timecoin.devnet.fuzz;

import com.google.protobuf.ByteString;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.devnet.hostile.HostileValues;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records to tx.inbound that no gateway writes. */
final class BadRecords {
  private static final Duration PACE = Duration.ofMillis(100);
  private static final int MUTATIONS = 200;

  private final String bootstrap;
  private final String topic;
  private final long seed;

  BadRecords(String bootstrap, String prefix, long seed) {
    this.bootstrap = bootstrap;
    this.topic = Topic.TX_INBOUND.fullName(prefix);
    this.seed = seed;
  }

  /** Ten a second until told to end; how many. */
  long run(Findings findings, BooleanSupplier goesOn) {
    long written = 0;
    Iterator<HostileValue> values = List.<HostileValue>of().iterator();
    try (var producer = producer()) {
      while (goesOn.getAsBoolean()) {
        if (!values.hasNext()) {
          values = values(seed + written);
        }
        var unused =
            producer.send(new ProducerRecord<>(topic, (byte[]) null, values.next().bytes())).get();
        written++;
        Waiting.pause(PACE);
      }
    } catch (ExecutionException e) {
      findings.add("a record could not be written: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return written;
  }

  private static Iterator<HostileValue> values(long seed) {
    InboundBatch valid =
        InboundBatch.newBuilder()
            .setOrigin(
                Origin.newBuilder()
                    .setKind(OriginKind.ORIGIN_KIND_CLIENT)
                    .setGateway("fuzz")
                    .setPeer(ByteString.copyFrom(new byte[32])))
            .setSentAtMillis(1)
            .addTransactions(ByteString.copyFrom(new byte[300]))
            .build();
    return new HostileValues(seed)
        .of(valid, Topic.TX_INBOUND.largestRecordBytes(), MUTATIONS)
        .iterator();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Topic.TX_INBOUND.maxMessageBytes()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
