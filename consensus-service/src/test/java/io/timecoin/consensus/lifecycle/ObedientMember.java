package io.timecoin.consensus.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Another member, with its own gateways between: votes PREPARE for what the node proposes and
 * COMMIT for what it commits, once it has read that in the node's vote log.
 */
final class ObedientMember implements AutoCloseable {
  private final KafkaSettings kafka;
  private final Hash256 genesisHash;
  private final KeyPair key;
  private final AssignedReader reader;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);

  ObedientMember(KafkaSettings kafka, Hash256 genesisHash, KeyPair key) {
    this.kafka = kafka;
    this.genesisHash = genesisHash;
    this.key = key;
    this.reader =
        new AssignedReader(
            kafka, "peer", Map.of(Topic.CONSENSUS_OUTBOUND, StartPosition.BEGINNING));
    this.producer = new KafkaProducer<>(kafka.durableProducer("peer"));
  }

  ObedientMember start() {
    thread.start();
    return this;
  }

  @Override
  public void close() {
    reader.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
    producer.close();
  }

  private void run() {
    try {
      while (true) {
        for (var record : reader.poll()) {
          answer(record);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> record) throws InvalidProtocolBufferException {
    var message = VoteLogRecord.parseFrom(record.value()).getMessage();
    if (message.getType() == VoteType.PROPOSAL.number()) {
      vote(VoteType.PREPARE, message);
    } else if (message.getType() == VoteType.COMMIT.number()) {
      vote(VoteType.COMMIT, message);
    }
  }

  private void vote(VoteType type, ConsensusMessage message) {
    var digest = Hash256.of(message.getDigest().toByteArray());
    byte[] signed =
        SignedBytes.of(genesisHash, type, message.getSequence(), message.getRound(), digest);
    var ballot =
        new Ballot(
            type,
            message.getSequence(),
            message.getRound(),
            digest,
            key.publicKey(),
            key.sign(signed));
    var received =
        ReceivedConsensusMessage.newBuilder()
            .setMessage(MessageCodec.toProto(ballot))
            .setPeer(ByteString.copyFrom(new byte[32]));
    var _ =
        producer.send(
            new ProducerRecord<>(
                kafka.name(Topic.CONSENSUS_INBOUND),
                TopicCatalogue.constantKey(),
                received.build().toByteArray()));
  }
}
