package io.timecoin.mempool.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.http.QueryException;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.mempool.config.MempoolConfig;
import io.timecoin.mempool.lifecycle.MempoolLife;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.proto.internal.v1.Draft;
import io.timecoin.protocol.proto.internal.v1.DraftWanted;
import io.timecoin.protocol.proto.internal.v1.FeeEstimate;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.Priority;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.ProposalRequest;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.proto.internal.v1.TrialAnswer;
import io.timecoin.protocol.proto.internal.v1.TrialRequest;
import io.timecoin.protocol.proto.internal.v1.TrialVerdict;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** One payment from verdict to finality, and the take-over by a standby in between. */
@QuarkusTest
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(FakeLedger.class)
class MempoolLifeIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Inject MempoolLife life;
  @Inject Genesis genesis;
  @Inject MempoolConfig config;
  @Inject NodeConfig node;
  @Inject KafkaSettings settings;
  @Inject DeadLetters deadLetters;
  @Inject TopicsAtStart topics;

  @TestHTTPResource("/")
  URI home;

  private final TestChain chain = FakeLedger.chain();

  @Test
  void anAcceptedPaymentOutlivesItsMempoolAndBecomesFinal() throws Exception {
    Transaction payment = chain.pay(chain.wallet(0), chain.walletAddress(9), 700_000_000);
    Transaction rival = chain.pay(chain.wallet(0), chain.walletAddress(9), 600_000_000);
    write(Topic.TX_VERIFIED, verified(payment, rival));

    assertThat(status(payment, TransactionStatus::hasAccepted).getAccepted().getFee()).isPositive();
    assertThat(status(rival, TransactionStatus::hasRejected).getRejected())
        .satisfies(
            refusal -> {
              assertThat(refusal.getCode()).isEqualTo("INPUT_LOCKED");
              assertThat(refusal.getOtherTxid()).isEqualTo(Hashes.toProto(payment.txid()));
            });
    checkQueries(payment);
    checkRelatives(payment, rival);
    // Written twice, as a producer may that was not answered.
    write(Topic.MEMPOOL_PRIORITIES, priority(payment, 1_500));
    write(Topic.MEMPOOL_PRIORITIES, priority(payment, 1_500));
    checkPriority(payment, 1_500);

    write(Topic.PROPOSAL_REQUESTS, draftWanted(0));
    assertThat(draft(0).getTransactionsList())
        .containsExactly(ByteString.copyFrom(payment.encode()));

    MempoolLife standby = standby();
    try {
      life.drain(Duration.ofSeconds(8));
      // Read by the standby itself, from the topic.
      assertThat(
              standby
                  .domain()
                  .orElseThrow()
                  .ask(domain -> domain.mempool().pool().priorities().of(payment.txid()))
                  .get())
          .isEqualTo(1_500);
      write(Topic.PROPOSAL_REQUESTS, draftWanted(1));
      Draft draft = draft(1);
      assertThat(draft.getTransactionsList())
          .containsExactly(ByteString.copyFrom(payment.encode()));
      CertifiedMicroblock decided = chain.append(List.of(payment), draft.getTimeMillis());
      write(Topic.CHAIN_MICROBLOCKS, decided.toProto());
      assertThat(status(payment, TransactionStatus::hasFinal).getFinal().getSequence())
          .isEqualTo(1);
      assertThat(standby.domain().orElseThrow().ask(domain -> domain.state().tip()).get())
          .isEqualTo(chain.tip());
    } finally {
      standby.drain(Duration.ofSeconds(8));
    }
  }

  private MempoolLife standby() {
    var other = new KafkaSettings(node.kafka().bootstrapServers(), settings.prefix(), "standby");
    var standby =
        new MempoolLife(
            genesis, config, node, other, new ServiceState(), deadLetters, topics, (_, _, _) -> {});
    standby.begin();
    await("the standby follows", standby::domain);
    return standby;
  }

  private void checkQueries(Transaction payment) throws InterruptedException {
    try (var reads = new InternalReads(List.of(home), Duration.ofSeconds(5))) {
      MempoolInfo info = reads.get("/internal/v1/mempool", MempoolInfo.parser());
      assertThat(info.getTransactions()).isEqualTo(1);
      assertThat(info.getEpoch()).isEqualTo(1);
      assertThat(
              reads
                  .get(
                      "/internal/v1/mempool/transactions/" + payment.txid(),
                      MempoolTransaction.parser())
                  .getStatus()
                  .hasAccepted())
          .isTrue();
      var outpoint = payment.inputs().getFirst().outpoint();
      assertThat(
              reads
                  .get(
                      "/internal/v1/mempool/outpoints/%s/%d"
                          .formatted(outpoint.txid(), outpoint.index()),
                      OutpointState.parser())
                  .getLocked()
                  .getTxid())
          .isEqualTo(Hashes.toProto(payment.txid()));
      assertThat(reads.bytes("/internal/v1/mempool/bodies/" + payment.wtxid()))
          .isEqualTo(payment.encode());
      assertThat(unknown(reads, genesis.hash().toString())).isEqualTo("NOT_FOUND");
      assertThat(unknown(reads, "nonsense")).isEqualTo("BAD_REQUEST");
    }
  }

  private void checkRelatives(Transaction payment, Transaction rival) throws Exception {
    String path = "/internal/v1/mempool/entries/" + payment.txid();
    Transaction other = chain.pay(chain.wallet(1), chain.walletAddress(9), 500_000_000);
    try (var reads = new InternalReads(List.of(home), Duration.ofSeconds(5))) {
      MempoolEntry entry = reads.get(path, MempoolEntry.parser());
      assertThat(entry.getWtxid()).isEqualTo(Hashes.toProto(payment.wtxid()));
      assertThat(entry.getRankedFee()).isEqualTo(entry.getFee());
      assertThat(entry.getAncestorCount()).isEqualTo(1);
      assertThat(
              reads.get(path + "/ancestors?whole=true", MempoolEntries.parser()).getEntriesCount())
          .isZero();
      assertThat(reads.get(path + "/descendants", MempoolEntries.parser()).getEntriesCount())
          .isZero();
      assertThat(reads.get("/internal/v1/mempool/fees?seconds=3", FeeEstimate.parser()))
          .matches(estimate -> !estimate.hasPerKilobyte() && !estimate.getUnknown().isEmpty());
      TrialAnswer answer = trial(reads, payment.encode(), rival.encode(), other.encode());
      assertThat(answer.getVerdictsList().stream().map(TrialVerdict::getVerdictCase))
          .containsExactly(
              TrialVerdict.VerdictCase.ALLOWED,
              TrialVerdict.VerdictCase.REFUSED,
              TrialVerdict.VerdictCase.ALLOWED);
      assertThat(answer.getVerdicts(1).getRefused().getCode()).isEqualTo("INPUT_LOCKED");
      assertThat(reads.get("/internal/v1/mempool", MempoolInfo.parser()).getTransactions())
          .isEqualTo(1);
      assertThatThrownBy(() -> trial(reads, new byte[3])).hasMessageContaining("not a transaction");
      assertThatThrownBy(() -> trial(reads)).hasMessageContaining("1 to 25");
      // The largest question that a gateway asks.
      byte[][] most = new byte[25][100_000];
      assertThatThrownBy(() -> trial(reads, most)).hasMessageContaining("not a transaction");
    }
  }

  private static TrialAnswer trial(InternalReads reads, byte[]... transactions) {
    var question = TrialRequest.newBuilder();
    for (byte[] transaction : transactions) {
      question.addTransactions(ByteString.copyFrom(transaction));
    }
    return reads
        .askAsync("/internal/v1/mempool/trials", question.build(), TrialAnswer.parser())
        .join();
  }

  private static PriorityChange priority(Transaction transaction, long satoshi) {
    return PriorityChange.newBuilder()
        .setTxid(Hashes.toProto(transaction.txid()))
        .setSatoshi(satoshi)
        .setId(77)
        .build();
  }

  private void checkPriority(Transaction payment, long satoshi) {
    try (var reads = new InternalReads(List.of(home), Duration.ofSeconds(5))) {
      Priority priority =
          await(
              "the priority",
              () ->
                  reads
                      .getAsync("/internal/v1/mempool/priorities", PriorityList.parser())
                      .join()
                      .getPrioritiesList()
                      .stream()
                      .findFirst());
      assertThat(priority.getTxid()).isEqualTo(Hashes.toProto(payment.txid()));
      assertThat(priority.getSatoshi()).isEqualTo(satoshi);
      assertThat(priority.hasRankedFee()).isTrue();
    }
  }

  private static String unknown(InternalReads reads, String txid) throws InterruptedException {
    try {
      reads.get("/internal/v1/mempool/transactions/" + txid, MempoolTransaction.parser());
      return "FOUND";
    } catch (QueryException e) {
      return e.code().name();
    }
  }

  private static VerifiedBatch verified(Transaction... transactions) {
    var batch = VerifiedBatch.newBuilder();
    for (Transaction transaction : transactions) {
      batch.addTransactions(
          VerifiedTransaction.newBuilder()
              .setTransaction(ByteString.copyFrom(transaction.encode()))
              .setTxid(Hashes.toProto(transaction.txid()))
              .setWtxid(Hashes.toProto(transaction.wtxid())));
    }
    return batch.build();
  }

  private ProposalRequest draftWanted(int round) {
    return ProposalRequest.newBuilder()
        .setEpoch(1)
        .setDraft(
            DraftWanted.newBuilder()
                .setSequence(1)
                .setPreviousDigest(Hashes.toProto(chain.tip().digest()))
                .setRound(round))
        .build();
  }

  private void write(Topic topic, Message message) throws Exception {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("test"))) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.name(topic), TopicCatalogue.constantKey(), message.toByteArray()))
          .get();
    }
  }

  private TransactionStatus status(Transaction transaction, Predicate<TransactionStatus> wanted) {
    return await(
        "a status of " + transaction.wtxid(),
        () ->
            records(Topic.TX_STATUS).stream()
                .flatMap(record -> statuses(record).stream())
                .filter(status -> status.getWtxid().equals(Hashes.toProto(transaction.wtxid())))
                .filter(wanted)
                .findFirst());
  }

  private static List<TransactionStatus> statuses(ConsumerRecord<byte[], byte[]> record) {
    try {
      return StatusBatch.parseFrom(record.value()).getStatusesList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Draft draft(int round) {
    return await(
        "the draft of round " + round,
        () ->
            records(Topic.PROPOSAL_ANSWERS).stream()
                .map(MempoolLifeIT::answer)
                .filter(ProposalAnswer::hasDraft)
                .map(ProposalAnswer::getDraft)
                .filter(draft -> draft.getRequest().getRound() == round)
                .findFirst());
  }

  private static ProposalAnswer answer(ConsumerRecord<byte[], byte[]> record) {
    try {
      return ProposalAnswer.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var reader =
        new AssignedReader(settings, "test", Map.of(topic, StartPosition.BEGINNING))) {
      reader.readToEnd(records::addAll);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return records;
  }

  private static <T> T await(String what, Supplier<Optional<T>> question) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < end) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("not within " + DEADLINE + ": " + what);
  }
}
