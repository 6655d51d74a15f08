package io.timecoin.mempool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import io.timecoin.kit.kafka.TopicEcho;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.DraftWanted;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.ProposalRequest;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus.OutcomeCase;
import io.timecoin.protocol.proto.internal.v1.Verdict.JudgementCase;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * The five topics that mempool reads again from their starts, in doubled records, late and of older
 * epochs: the same pool, the same UTXO set, the same end of every transaction, the same answers.
 *
 * <p>None of its readers is in a group: they assign themselves the one partition, and instead of a
 * rebalance a standby takes over in the middle. It has read chain and journal from their starts.
 */
class ReplayIT {
  /** Consensus's; an instance of the one before asks, too. */
  private static final long EPOCH = 2;

  /** The same in both runs: what can be drawn by lots or clocks is not in it. */
  private record Result(
      List<Hash256> pool,
      Map<Hash256, Long> priorities,
      Hash256 tip,
      Hash256 commitment,
      Map<Hash256, OutcomeCase> ends,
      Map<DraftWanted, List<ByteString>> drafts,
      Map<ByteString, JudgementCase> verdicts) {}

  @Test
  void everythingTwiceAndLateGivesTheSamePool() throws Exception {
    Result undisturbed = livesThroughAPayment(false);
    assertThat(undisturbed.pool()).hasSize(3);
    assertThat(undisturbed.priorities()).hasSize(1).containsValue(1_500L);
    assertThat(undisturbed.drafts()).hasSize(2);
    assertThat(undisturbed.ends()).hasSize(7);
    assertThat(undisturbed.verdicts()).hasSize(1).containsValue(JudgementCase.VALID);

    assertThat(livesThroughAPayment(true)).isEqualTo(undisturbed);
  }

  @Test
  void aLostJournalHasTxVerifiedReadFromItsStart() throws Exception {
    try (var scene = new MempoolScene()) {
      Transaction settled = payment(scene, 0);
      Transaction open = payment(scene, 1);
      Transaction rival = rival(scene, 0);
      CertifiedMicroblock decided;
      try (var _ = scene.instance("a")) {
        scene.verified(settled, rival, open);
        awaitEnd(scene, open, OutcomeCase.ACCEPTED);
        decided = scene.chain.append(settled);
        scene.write(Topic.CHAIN_MICROBLOCKS, decided.toProto());
        awaitEnd(scene, settled, OutcomeCase.FINAL);
      }
      synchronized (scene.atLedger) {
        scene.atLedger.extend(decided);
      }
      deleteJournal(scene);
      int told = statuses(scene).size();

      var again = scene.instance("a");
      MempoolScene.until("all of it is told again", () -> statuses(scene).size() == told + 3);

      assertThat(pool(again)).containsExactly(open.txid());
      assertThat(statuses(scene).subList(told, told + 3))
          .extracting(TransactionStatus::getWtxid, TransactionStatus::getOutcomeCase)
          .containsExactlyInAnyOrder(
              tuple(Hashes.toProto(settled.wtxid()), OutcomeCase.FINAL),
              tuple(Hashes.toProto(rival.wtxid()), OutcomeCase.REJECTED),
              tuple(Hashes.toProto(open.wtxid()), OutcomeCase.ACCEPTED));
    }
  }

  private static Result livesThroughAPayment(boolean disturbed) throws Exception {
    try (var scene = new MempoolScene()) {
      List<TopicEcho> echoes = disturbed ? echoes(scene) : List.of();
      Transaction first = payment(scene, 0);
      Transaction second = payment(scene, 1);
      Transaction third = payment(scene, 2);
      Transaction loser = payment(scene, 3);
      Transaction winner = rival(scene, 3);
      try (var _ = scene.instance("a")) {
        scene.verified(first, rival(scene, 0), second);
        scene.verified(loser);
        awaitEnd(scene, loser, OutcomeCase.ACCEPTED);
        draft(scene, disturbed);
        scene.write(Topic.CHAIN_MICROBLOCKS, scene.chain.append(first, winner).toProto());
        awaitEnd(scene, loser, OutcomeCase.ABORTED);
        scene.verified(third);
        awaitEnd(scene, third, OutcomeCase.ACCEPTED);
        scene.write(Topic.MEMPOOL_PRIORITIES, priority(third, 1, 1_000));
        scene.write(Topic.MEMPOOL_PRIORITIES, priority(third, 2, 500));
        propose(scene, List.of(second));
        MempoolScene.until("a verdict", () -> !verdicts(scene).isEmpty());
        scene.instance("b");
      }
      Transaction fourth = payment(scene, 5);
      scene.verified(fourth);
      awaitEnd(scene, fourth, OutcomeCase.ACCEPTED);
      scene.write(Topic.CHAIN_MICROBLOCKS, scene.chain.append(second).toProto());
      awaitEnd(scene, second, OutcomeCase.FINAL);
      draft(scene, disturbed);

      echoes.forEach(TopicEcho::close);
      var last = scene.instance("c");
      Transaction fifth = payment(scene, 6);
      scene.verified(fifth);
      awaitEnd(scene, fifth, OutcomeCase.ACCEPTED);
      MempoolScene.until("the youngest follows to the end", () -> knows(last, fifth));
      return result(scene, last);
    }
  }

  private static List<TopicEcho> echoes(MempoolScene scene) {
    List<TopicEcho> echoes = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.TX_VERIFIED,
            Topic.CHAIN_MICROBLOCKS,
            Topic.MEMPOOL_JOURNAL,
            Topic.MEMPOOL_PRIORITIES,
            Topic.PROPOSAL_REQUESTS,
            Topic.CONSENSUS_INBOUND)) {
      echoes.add(
          scene.keep(
              new TopicEcho(scene.settings("echo"), topic, 2, UnaryOperator.identity()).start()));
    }
    return echoes;
  }

  private static PriorityChange priority(Transaction transaction, long id, long satoshi) {
    return PriorityChange.newBuilder()
        .setTxid(Hashes.toProto(transaction.txid()))
        .setSatoshi(satoshi)
        .setId(id)
        .build();
  }

  private static Result result(MempoolScene scene, MempoolScene.Instance instance)
      throws Exception {
    var domain = instance.life.domain().orElseThrow();
    return new Result(
        pool(instance),
        domain.ask(node -> node.mempool().pool().priorities().all()).get(),
        domain.ask(node -> node.state().tip().digest()).get(),
        domain.ask(node -> node.state().commitment()).get(),
        ends(scene),
        drafts(scene),
        verdicts(scene));
  }

  private static boolean knows(MempoolScene.Instance instance, Transaction transaction)
      throws Exception {
    return instance.life.domain().isPresent() && pool(instance).contains(transaction.txid());
  }

  private static List<Hash256> pool(MempoolScene.Instance instance) throws Exception {
    return instance
        .life
        .domain()
        .orElseThrow()
        .ask(
            node -> node.mempool().pool().entries().stream().map(PoolEntry::txid).sorted().toList())
        .get();
  }

  private static Transaction payment(MempoolScene scene, int wallet) {
    return pay(scene, wallet, 700_000_000);
  }

  private static Transaction rival(MempoolScene scene, int wallet) {
    return pay(scene, wallet, 600_000_000);
  }

  private static Transaction pay(MempoolScene scene, int wallet, long satoshi) {
    return scene.chain.pay(scene.chain.wallet(wallet), scene.chain.walletAddress(9), satoshi);
  }

  /** Asks for a draft of the next sequence, and has the answer. */
  private static void draft(MempoolScene scene, boolean zombieAsksToo) throws Exception {
    DraftWanted wanted = wanted(scene, 0);
    scene.write(
        Topic.PROPOSAL_REQUESTS,
        ProposalRequest.newBuilder().setEpoch(EPOCH).setDraft(wanted).build());
    if (zombieAsksToo) {
      scene.write(
          Topic.PROPOSAL_REQUESTS,
          ProposalRequest.newBuilder().setEpoch(EPOCH - 1).setDraft(wanted(scene, 7)).build());
    }
    MempoolScene.until("a draft", () -> drafts(scene).containsKey(wanted));
  }

  private static DraftWanted wanted(MempoolScene scene, int round) {
    return DraftWanted.newBuilder()
        .setSequence(scene.chain.tip().sequence() + 1)
        .setPreviousDigest(Hashes.toProto(scene.chain.tip().digest()))
        .setRound(round)
        .build();
  }

  /** A peer's first proposal for the next sequence, which is judged unasked. */
  private static void propose(MempoolScene scene, List<Transaction> transactions) throws Exception {
    TestChain chain = scene.chain;
    var header = chain.microblock(transactions, chain.tip().timeMillis() + 1).header();
    var leader = chain.committee().leader(header.sequence(), 0);
    var message =
        ConsensusMessage.newBuilder()
            .setType(VoteType.PROPOSAL.number())
            .setSequence(header.sequence())
            .setDigest(Hashes.toProto(header.digest()))
            .setSigner(ByteString.copyFrom(leader.toByteArray()))
            .setHeader(ByteString.copyFrom(header.encode()));
    transactions.forEach(each -> message.addWtxids(Hashes.toProto(each.wtxid())));
    scene.write(
        Topic.CONSENSUS_INBOUND, ReceivedConsensusMessage.newBuilder().setMessage(message).build());
  }

  private static void deleteJournal(MempoolScene scene) throws Exception {
    var settings = scene.settings("test");
    var journal = new TopicPartition(settings.name(Topic.MEMPOOL_JOURNAL), 0);
    try (var admin = Admin.create(settings.admin("test"))) {
      admin.deleteRecords(Map.of(journal, RecordsToDelete.beforeOffset(-1))).all().get();
    }
  }

  private static void awaitEnd(MempoolScene scene, Transaction transaction, OutcomeCase outcome)
      throws Exception {
    MempoolScene.until(
        transaction.wtxid() + " " + outcome, () -> ends(scene).get(transaction.wtxid()) == outcome);
  }

  /**
   * What was told of each copy in the end. Whoever has lost and comes again is judged anew
   * (PROTOCOL §4.4) and refused, which no reader takes for a going back.
   */
  private static Map<Hash256, OutcomeCase> ends(MempoolScene scene) throws Exception {
    var ends = new LinkedHashMap<Hash256, OutcomeCase>();
    for (TransactionStatus status : statuses(scene)) {
      var wtxid = Hash256.of(status.getWtxid().toByteArray());
      var now = status.getOutcomeCase();
      var before = ends.get(wtxid);
      assertThat(before != OutcomeCase.FINAL || now == before).as("%s", status).isTrue();
      if (before != OutcomeCase.ABORTED || now != OutcomeCase.REJECTED) {
        ends.put(wtxid, now);
      }
    }
    return ends;
  }

  private static List<TransactionStatus> statuses(MempoolScene scene) throws Exception {
    List<TransactionStatus> statuses = new ArrayList<>();
    for (byte[] value : scene.values(Topic.TX_STATUS)) {
      statuses.addAll(StatusBatch.parseFrom(value).getStatusesList());
    }
    return statuses;
  }

  /** Consensus takes the first draft for its request. */
  private static Map<DraftWanted, List<ByteString>> drafts(MempoolScene scene) throws Exception {
    var drafts = new LinkedHashMap<DraftWanted, List<ByteString>>();
    for (byte[] value : scene.values(Topic.PROPOSAL_ANSWERS)) {
      var draft = ProposalAnswer.parseFrom(value).getDraft();
      if (draft.getRequestEpoch() == EPOCH) {
        drafts.putIfAbsent(draft.getRequest(), draft.getTransactionsList());
      }
    }
    return drafts;
  }

  /** All verdicts on one digest are the same. */
  private static Map<ByteString, JudgementCase> verdicts(MempoolScene scene) throws Exception {
    var verdicts = new LinkedHashMap<ByteString, JudgementCase>();
    for (byte[] value : scene.values(Topic.PROPOSAL_ANSWERS)) {
      var answer = ProposalAnswer.parseFrom(value);
      if (answer.hasVerdict()) {
        var judgement = answer.getVerdict().getJudgementCase();
        var before = verdicts.put(answer.getVerdict().getDigest(), judgement);
        assertThat(before == null || before == judgement).as("%s", answer).isTrue();
      }
    }
    return verdicts;
  }
}
