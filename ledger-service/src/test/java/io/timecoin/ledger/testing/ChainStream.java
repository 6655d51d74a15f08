package io.timecoin.ledger.testing;

import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes chain.microblocks as consensus does, and reads the public topics as an application. */
public final class ChainStream implements AutoCloseable {
  public static final String LOG_ID = "dm90ZS1sb2ctaWQtMTIzNA";

  private final KafkaSettings settings;
  private final KafkaProducer<byte[], byte[]> producer;

  public ChainStream(AssignedBackends backends) {
    settings = new KafkaSettings(backends.kafkaBootstrapServers(), backends.prefix(), "test");
    producer = new KafkaProducer<>(settings.durableProducer("consensus"));
  }

  public void write(List<CertifiedMicroblock> microblocks, long epoch)
      throws InterruptedException, ExecutionException {
    for (CertifiedMicroblock microblock : microblocks) {
      write(microblock.toProto().toByteArray(), epoch);
    }
  }

  public void write(byte[] value, long epoch) throws InterruptedException, ExecutionException {
    var record =
        new ProducerRecord<>(
            settings.name(Topic.CHAIN_MICROBLOCKS), TopicCatalogue.constantKey(), value);
    record
        .headers()
        .add("vote-log-topic-id", LOG_ID.getBytes(StandardCharsets.UTF_8))
        .add("vote-log-epoch", ByteBuffer.allocate(8).putLong(epoch).array());
    producer.send(record).get();
  }

  /** Everything committed so far, in order within a partition. */
  public List<ConsumerRecord<byte[], byte[]>> read(Topic topic) throws InterruptedException {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var reader = new AssignedReader(settings, "app", Map.of(topic, StartPosition.BEGINNING))) {
      reader.readToEnd(records::addAll);
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
  }
}
