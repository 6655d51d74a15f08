package io.timecoin.kit.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.topics.Topic;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Whose chain the topics hold. chain.blocks is kept for ever and begins with the block of genesis:
 * its first record tells the network, without reading more.
 */
@Singleton
public final class TopicsOwner {
  private static final Logger LOG = Logger.getLogger(TopicsOwner.class);
  private static final String ROLE = "topics-owner";
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaSettings settings;
  private final Hash256 genesisBlock;

  @Inject
  public TopicsOwner(KafkaSettings settings, Genesis genesis) {
    this(settings, genesis.document().blockHash());
  }

  TopicsOwner(KafkaSettings settings, Hash256 genesisBlock) {
    this.settings = settings;
    this.genesisBlock = genesisBlock;
  }

  /**
   * Why the topics are not this network's, as a sentence for the operator; empty when they are, or
   * when nobody has published a block yet.
   *
   * @throws KafkaException when the broker did not answer: try again
   */
  Optional<String> defect() {
    return firstBlock()
        .filter(first -> first.getHeight() == 0)
        .map(BlockRecord::getBlockHash)
        .filter(hash -> !hash.equals(ByteString.copyFrom(genesisBlock.toByteArray())))
        .map(
            hash ->
                ("the topics of prefix \"%s\" hold the chain that begins with block %s, this"
                        + " node's genesis block is %s: set timecoin.genesis-file to that network's"
                        + " document, or timecoin.kafka.prefix to a prefix of this network's own")
                    .formatted(
                        settings.prefix(),
                        HexFormat.of().formatHex(hash.toByteArray()),
                        genesisBlock));
  }

  private Optional<BlockRecord> firstBlock() {
    return first(new TopicPartition(settings.name(Topic.CHAIN_BLOCKS), 0))
        .flatMap(TopicsOwner::decode);
  }

  /** The oldest committed record. */
  private Optional<ConsumerRecord<byte[], byte[]>> first(TopicPartition partition) {
    Map<String, Object> one = settings.assignedReader(ROLE);
    one.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(one)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), LIMIT).get(partition);
      while (consumer.position(partition, LIMIT) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return Optional.of(record);
        }
        if (System.nanoTime() - deadline > 0) {
          throw new TimeoutException(partition + " could not be read within " + LIMIT);
        }
      }
      return Optional.empty();
    }
  }

  /** What is no block tells nothing here; whoever reads the topic finds it. */
  private static Optional<BlockRecord> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(BlockRecord.parseFrom(record.value()));
    } catch (InvalidProtocolBufferException e) {
      LOG.debugf(e, "The first record of %s is no block", record.topic());
      return Optional.empty();
    }
  }
}
