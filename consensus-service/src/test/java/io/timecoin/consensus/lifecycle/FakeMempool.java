package io.timecoin.consensus.lifecycle;

import com.google.protobuf.ByteString;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.Draft;
import io.timecoin.protocol.proto.internal.v1.DraftWanted;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.ProposalRequest;
import io.timecoin.protocol.proto.internal.v1.Valid;
import io.timecoin.protocol.proto.internal.v1.Verdict;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Drafts what it is given and follows the chain with the protocol library's full check: a
 * microblock or certificate that is wrong ends the test.
 */
public final class FakeMempool implements AutoCloseable {
  public final TestChain chain;
  final ConcurrentLinkedQueue<Transaction> pool = new ConcurrentLinkedQueue<>();
  final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  final List<Long> millisFromDraft = Collections.synchronizedList(new ArrayList<>());

  /** Of microblocks that others have decided, by digest. */
  final Map<Hash256, List<Transaction>> bodies = new ConcurrentHashMap<>();

  /** In which it answers. */
  volatile long epoch = 1;

  /** What is written in place of an answer; at first the answer itself. */
  volatile Function<ProposalAnswer, List<ProposalAnswer>> written = List::of;

  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final AssignedReader reader;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
  private final List<Transaction> drafted = new ArrayList<>();
  private ProposalRequest standing;
  private volatile Throwable failure;
  private long draftedAtNanos;

  public FakeMempool(TestChain chain, KafkaSettings kafka, InstantSource clock) {
    this.chain = chain;
    this.kafka = kafka;
    this.clock = clock;
    this.reader =
        new AssignedReader(
            kafka,
            "mempool",
            Map.of(
                Topic.PROPOSAL_REQUESTS,
                StartPosition.BEGINNING,
                Topic.CHAIN_MICROBLOCKS,
                StartPosition.BEGINNING));
    this.producer = new KafkaProducer<>(kafka.durableProducer("answers"));
  }

  public FakeMempool start() {
    thread.start();
    return this;
  }

  int sequence() {
    if (failure != null) {
      throw new AssertionError(failure);
    }
    synchronized (records) {
      return chain.microblocks().size();
    }
  }

  /** Payments that are final. */
  int payments() {
    int microblocks = sequence();
    synchronized (records) {
      return chain.microblocks().subList(0, microblocks).stream()
          .mapToInt(microblock -> microblock.transactions().size())
          .sum();
    }
  }

  long height() {
    synchronized (records) {
      return chain.tip().lastBlock().height();
    }
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
          take(record);
        }
        answer();
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (Exception | Error e) {
      failure = e;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    if (record.topic().equals(kafka.name(Topic.PROPOSAL_REQUESTS))) {
      var request = ProposalRequest.parseFrom(record.value());
      if (standing == null || standing.getEpoch() <= request.getEpoch()) {
        standing = request;
      }
      return;
    }
    var next = CertifiedMicroblock.fromProto(MicroblockRecord.parseFrom(record.value()));
    synchronized (records) {
      if (isRepeated(next)) {
        return;
      }
      chain.extend(next);
      records.add(record);
    }
    drafted.clear();
    millisFromDraft.add((System.nanoTime() - draftedAtNanos) / 1_000_000);
  }

  /** The stream may repeat what is final, but never bring another one of that sequence. */
  private boolean isRepeated(CertifiedMicroblock next) {
    int sequence = (int) next.header().sequence();
    if (sequence > chain.microblocks().size()) {
      return false;
    }
    if (!chain.microblocks().get(sequence - 1).toProto().equals(next.toProto())) {
      throw new AssertionError("two microblocks of sequence " + sequence);
    }
    return true;
  }

  private void answer() throws DecodeException {
    if (standing == null) {
      return;
    }
    var answer = standing.hasDraft() ? draft(standing.getDraft()) : verdict(standing);
    if (answer != null) {
      draftedAtNanos = System.nanoTime();
      standing = null;
      written.apply(answer).forEach(this::write);
    }
  }

  private void write(ProposalAnswer answer) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                kafka.name(Topic.PROPOSAL_ANSWERS),
                TopicCatalogue.constantKey(),
                answer.toByteArray()));
  }

  private ProposalAnswer draft(DraftWanted wanted) {
    if (wanted.getSequence() != chain.tip().sequence() + 1) {
      return null;
    }
    if (drafted.isEmpty() && !pool.isEmpty()) {
      drafted.add(pool.poll());
    }
    if (drafted.isEmpty() && !wanted.getSealDue()) {
      return null;
    }
    long time = Math.max(clock.millis(), chain.tip().timeMillis() + 1);
    var draft =
        Draft.newBuilder()
            .setRequest(wanted)
            .setRequestEpoch(standing.getEpoch())
            .setTimeMillis(time)
            .setSealInputs(inputs(drafted).toProto());
    drafted.forEach(tx -> draft.addTransactions(ByteString.copyFrom(tx.encode())));
    return ProposalAnswer.newBuilder().setEpoch(epoch).setDraft(draft).build();
  }

  private ProposalAnswer verdict(ProposalRequest request) throws DecodeException {
    var wanted = request.getVerdict();
    var header = MicroblockHeader.decode(wanted.getHeader().toByteArray());
    if (bodies.containsKey(header.digest()) && wanted.getSequence() != chain.tip().sequence() + 1) {
      return null;
    }
    var judged = bodies.getOrDefault(header.digest(), drafted);
    var valid =
        Valid.newBuilder().setHeader(wanted.getHeader()).setSealInputs(inputs(judged).toProto());
    judged.forEach(tx -> valid.addTransactions(ByteString.copyFrom(tx.encode())));
    return ProposalAnswer.newBuilder()
        .setEpoch(epoch)
        .setVerdict(
            Verdict.newBuilder()
                .setSequence(wanted.getSequence())
                .setPreviousDigest(wanted.getPreviousDigest())
                .setDigest(ByteString.copyFrom(header.digest().toByteArray()))
                .setValid(valid))
        .build();
  }

  private SealInputs inputs(List<Transaction> transactions) {
    long fees = transactions.stream().mapToLong(this::fee).sum();
    return chain.tip().sealInputs().plus(transactions, fees);
  }

  private long fee(Transaction transaction) {
    long in =
        transaction.inputs().stream()
            .mapToLong(input -> chain.state().find(input.outpoint()).orElseThrow().output().value())
            .sum();
    return in - transaction.outputSum().orElseThrow();
  }
}
