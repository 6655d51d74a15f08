package io.timecoin.consensus.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.proto.internal.v1.MemberAnswer;
import io.timecoin.protocol.proto.internal.v1.MemberStatus;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.SyncedRange;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The other members of a committee of four, who decide by themselves: their chain, and what the
 * gateways write of what they say.
 */
final class OtherMembers implements AutoCloseable {
  final TestChain chain = TestChain.ofMembers(4);
  private final MasternodeScene scene;
  private final KafkaSettings kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  OtherMembers(MasternodeScene scene) {
    this.scene = scene;
    this.kafka = scene.settings("gateway");
    this.producer = new KafkaProducer<>(kafka.durableProducer("gateway"));
  }

  /** Decides so many payments, which the node's mempool knows. */
  void decide(int count) {
    for (int i = 0; i < count; i++) {
      int number = chain.microblocks().size();
      know(
          chain.append(
              chain.pay(
                  chain.wallet(number % 10), chain.walletAddress((number + 1) % 10), 1_000_000)));
    }
  }

  /** Seals the running slot. */
  void seal() {
    know(chain.appendSeal());
  }

  /** What a peer serves. */
  void serve(int first, int last) throws Exception {
    serve(chain.microblocks().subList(first - 1, last));
  }

  void serve(List<CertifiedMicroblock> microblocks) throws Exception {
    var range = SyncedRange.newBuilder();
    microblocks.forEach(microblock -> range.addMicroblocks(microblock.toProto()));
    write(Topic.SYNC_INBOUND, range.build());
  }

  /** A member's ping. */
  void tellStatus() throws Exception {
    var last = chain.microblocks().getLast().header();
    write(
        Topic.CONSENSUS_INBOUND,
        received(member(1))
            .setStatus(
                MemberStatus.newBuilder()
                    .setSequence(last.sequence())
                    .setDigest(bytes(last.digest().toByteArray())))
            .build());
  }

  /** All three answer the question with where they are. */
  void answer(long question) throws Exception {
    var last = chain.microblocks().getLast();
    for (int i = 1; i < 4; i++) {
      write(
          Topic.CONSENSUS_INBOUND,
          received(member(i))
              .setAnswer(
                  MemberAnswer.newBuilder()
                      .setQuestion(question)
                      .setSequence(last.header().sequence())
                      .setDigest(bytes(last.header().digest().toByteArray()))
                      .setCertificate(bytes(last.certificate().encode())))
              .build());
    }
  }

  /** One of them votes PREPARE for a value of the next sequence. */
  void prepare(int sequence, int round, int value) throws Exception {
    var key = member(1);
    var digest = new byte[Hash256.SIZE];
    digest[0] = (byte) value;
    var message =
        SignedBytes.of(chain.genesisHash(), VoteType.PREPARE, sequence, round, Hash256.of(digest));
    var ballot =
        new Ballot(
            VoteType.PREPARE,
            sequence,
            round,
            Hash256.of(digest),
            key.publicKey(),
            key.sign(message));
    write(Topic.CONSENSUS_INBOUND, received(key).setMessage(MessageCodec.toProto(ballot)).build());
  }

  /** What the gateways were told to do, all of it. */
  List<PeerOrder> orders() throws Exception {
    var orders = new ArrayList<PeerOrder>();
    try (var reader =
        new AssignedReader(
            scene.settings("reader"),
            "orders",
            Map.of(Topic.P2P_OUTBOUND, StartPosition.BEGINNING))) {
      reader.readToEnd(batch -> batch.forEach(record -> orders.add(parsed(record.value()))));
    }
    return orders;
  }

  /** The newest question of the node; 0 if it has asked none. */
  long question() throws Exception {
    return orders().stream()
        .filter(PeerOrder::hasAskStatus)
        .mapToLong(order -> order.getAskStatus().getQuestion())
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    producer.close();
  }

  private void know(CertifiedMicroblock microblock) {
    scene.mempool.bodies.put(microblock.header().digest(), microblock.transactions());
  }

  private KeyPair member(int number) {
    return chain.memberKeys().get(number);
  }

  private static ReceivedConsensusMessage.Builder received(KeyPair member) {
    return ReceivedConsensusMessage.newBuilder()
        .setPeer(bytes(new byte[32]))
        .setMember(bytes(member.publicKey().toByteArray()));
  }

  private void write(Topic topic, Message message) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                kafka.name(topic), TopicCatalogue.constantKey(), message.toByteArray()))
        .get();
  }

  private static PeerOrder parsed(byte[] value) {
    try {
      return PeerOrder.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }
}
