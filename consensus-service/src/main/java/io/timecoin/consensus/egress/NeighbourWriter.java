package io.timecoin.consensus.egress;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.voting.Neighbours;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.internal.v1.AnswerStatus;
import io.timecoin.protocol.proto.internal.v1.AskStatus;
import io.timecoin.protocol.proto.internal.v1.DraftWanted;
import io.timecoin.protocol.proto.internal.v1.FetchProposal;
import io.timecoin.protocol.proto.internal.v1.FetchRange;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import io.timecoin.protocol.proto.internal.v1.ProposalRequest;
import io.timecoin.protocol.proto.internal.v1.RelayTransactions;
import io.timecoin.protocol.proto.internal.v1.SendMessages;
import io.timecoin.protocol.proto.internal.v1.ServeDecided;
import io.timecoin.protocol.proto.internal.v1.TellStatus;
import io.timecoin.protocol.proto.internal.v1.VerdictWanted;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Writes proposal.requests and p2p.outbound for one epoch. Thread-safe. */
public final class NeighbourWriter implements Neighbours, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(NeighbourWriter.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(200);

  /** Bytes of transactions in one order; below the topic's largest record. */
  private static final int LARGEST_RELAY_BYTES = 1 << 20;

  private final KafkaSettings settings;
  private final long epoch;
  private final InstantSource clock;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile ProposalRequest standing;

  public NeighbourWriter(KafkaSettings settings, long epoch, InstantSource clock) {
    this.settings = settings;
    this.epoch = epoch;
    this.clock = clock;
    this.producer = new KafkaProducer<>(settings.durableProducer("neighbours"));
  }

  @Override
  public void ask(Effect.AskDraft draft) {
    var wanted =
        DraftWanted.newBuilder()
            .setSequence(draft.sequence())
            .setPreviousDigest(bytes(draft.previousDigest()))
            .setRound(draft.round())
            .setSealDue(draft.sealDue());
    standing = request().setDraft(wanted).build();
    write(Topic.PROPOSAL_REQUESTS, standing);
  }

  /** Repeats the draft request that stands: mempool has begun a new life and may not know it. */
  public void askAgain() {
    var request = standing;
    if (request != null) {
      write(Topic.PROPOSAL_REQUESTS, request);
    }
  }

  @Override
  public void ask(Effect.AskVerdict verdict) {
    ask(
        wanted(verdict.header(), verdict.wtxids())
            .setRound(verdict.round())
            .setCertified(verdict.certified()));
  }

  /** Has mempool judge a synced microblock before the chain has reached it. */
  public void askAhead(CertifiedMicroblock synced) {
    ask(
        wanted(synced.header(), synced.transactions().stream().map(Transaction::wtxid).toList())
            .setSynced(true));
  }

  private static VerdictWanted.Builder wanted(MicroblockHeader header, List<Hash256> wtxids) {
    var wanted =
        VerdictWanted.newBuilder()
            .setSequence(header.sequence())
            .setPreviousDigest(bytes(header.previousDigest()))
            .setHeader(ByteString.copyFrom(header.encode()));
    wtxids.forEach(wtxid -> wanted.addWtxids(bytes(wtxid)));
    return wanted;
  }

  private void ask(VerdictWanted.Builder wanted) {
    write(Topic.PROPOSAL_REQUESTS, request().setVerdict(wanted).build());
  }

  @Override
  public void fetch(Effect.FetchProposal proposal) {
    // The members' node keys are the gateways' knowledge: any peer may be asked.
    write(
        Topic.P2P_OUTBOUND,
        order()
            .setFetchProposal(FetchProposal.newBuilder().setDigest(bytes(proposal.digest())))
            .build());
  }

  @Override
  public void send(Effect.Send messages) {
    var send = SendMessages.newBuilder();
    messages.messages().forEach(message -> send.addMessages(MessageCodec.toProto(message)));
    write(Topic.P2P_OUTBOUND, order().setSend(send).build());
  }

  @Override
  public void announce(Effect.Announce announced) {
    List<Transaction> part = new ArrayList<>();
    int size = 0;
    for (var transaction : announced.transactions()) {
      if (size + transaction.size() > LARGEST_RELAY_BYTES) {
        relay(part);
        part.clear();
        size = 0;
      }
      part.add(transaction);
      size += transaction.size();
    }
    relay(part);
  }

  @Override
  public void fetch(Effect.FetchRange range) {
    var fetch =
        FetchRange.newBuilder()
            .setFirstSequence(range.firstSequence())
            .setLastSequence(range.lastSequence());
    write(Topic.P2P_OUTBOUND, order().setFetchRange(fetch).build());
  }

  @Override
  public void serve(Effect.ServeDecided decided) {
    var serve =
        ServeDecided.newBuilder()
            .setMember(bytes(decided.member()))
            .setSequence(decided.sequence());
    write(Topic.P2P_OUTBOUND, order().setServe(serve).build());
  }

  @Override
  public void tell(Effect.TellStatus status) {
    var tell =
        TellStatus.newBuilder().setSequence(status.sequence()).setDigest(bytes(status.digest()));
    write(Topic.P2P_OUTBOUND, order().setStatus(tell).build());
  }

  @Override
  public void ask(Effect.AskStatus question) {
    var ask = AskStatus.newBuilder().setQuestion(question.question());
    question.members().forEach(member -> ask.addMembers(bytes(member)));
    write(Topic.P2P_OUTBOUND, order().setAskStatus(ask).build());
  }

  @Override
  public void answer(Effect.AnswerStatus status) {
    var answer =
        AnswerStatus.newBuilder()
            .setMember(bytes(status.member()))
            .setQuestion(status.question())
            .setSequence(status.sequence())
            .setDigest(bytes(status.digest()));
    write(Topic.P2P_OUTBOUND, order().setAnswerStatus(answer).build());
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private void relay(List<Transaction> transactions) {
    if (!transactions.isEmpty()) {
      var relay = RelayTransactions.newBuilder();
      transactions.forEach(
          transaction -> relay.addTransactions(ByteString.copyFrom(transaction.encode())));
      write(Topic.P2P_OUTBOUND, order().setRelay(relay).build());
    }
  }

  private ProposalRequest.Builder request() {
    return ProposalRequest.newBuilder().setEpoch(epoch);
  }

  private PeerOrder.Builder order() {
    return PeerOrder.newBuilder().setAtMillis(clock.millis());
  }

  private void write(Topic topic, MessageLite message) {
    var record =
        new ProducerRecord<>(
            settings.name(topic), TopicCatalogue.constantKey(), message.toByteArray());
    try {
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure != null) {
                  LOG.warnf("TC-CON-040: not written to %s: %s", topic, failure.getMessage());
                }
              });
    } catch (KafkaException e) {
      LOG.warnf("TC-CON-040: not written to %s: %s", topic, e.getMessage());
    }
  }

  private static ByteString bytes(PublicKey key) {
    return ByteString.copyFrom(key.toByteArray());
  }

  private static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }
}
