package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Another network's topics are told by their first block. */
class TopicsOwnerIT {
  private static final Hash256 OURS = hash(1);
  private static final Hash256 THEIRS = hash(2);

  private final KafkaFixture kafka = new KafkaFixture();
  private final KafkaSettings settings = kafka.settings("owner");

  @Test
  void emptyTopicsAreNobodys() throws Exception {
    kafka.withTopics();

    assertThat(new TopicsOwner(settings, OURS).defect()).isEmpty();
  }

  @Test
  void theFirstBlockTellsTheNetwork() throws Exception {
    kafka.withTopics();
    publish(block(0, THEIRS), block(1, OURS));

    assertThat(new TopicsOwner(settings, THEIRS).defect()).isEmpty();
    assertThat(new TopicsOwner(settings, OURS).defect())
        .get()
        .asString()
        .contains(settings.prefix(), THEIRS.toString(), OURS.toString())
        .contains("timecoin.genesis-file", "timecoin.kafka.prefix");
  }

  @Test
  void whatIsNoBlockTellsNothing() throws Exception {
    kafka.withTopics();
    publish(new byte[] {1, 2, 3});

    assertThat(new TopicsOwner(settings, OURS).defect()).isEmpty();
  }

  private static Hash256 hash(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Hash256.of(bytes);
  }

  private static byte[] block(long height, Hash256 hash) {
    return BlockRecord.newBuilder()
        .setHeight(height)
        .setBlockHash(ByteString.copyFrom(hash.toByteArray()))
        .build()
        .toByteArray();
  }

  /** In a transaction, as the ledger does. */
  private void publish(byte[]... blocks) throws Exception {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            settings.transactionalProducer("publisher", Duration.ofSeconds(10)))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (byte[] block : blocks) {
        var _ =
            producer.send(new ProducerRecord<>(settings.name(Topic.CHAIN_BLOCKS), 0, null, block));
      }
      producer.commitTransaction();
    }
  }
}
