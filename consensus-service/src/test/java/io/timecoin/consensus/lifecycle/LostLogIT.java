package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.store.VoteLog;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A vote log that is not the one this node wrote last: it is recognised, told with its number, and
 * the node signs nothing (PROTOCOL §6.7, "Lost log").
 */
class LostLogIT {
  private MasternodeScene scene;
  private LogDamage damage;

  @BeforeEach
  void open() throws Exception {
    scene = MasternodeScene.ofOne();
    damage = new LogDamage(scene.settings("damage"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anEmptyLogOfAKeyThatMayHaveVoted() throws Exception {
    assertObserves(TestNode.Settings.LATER, "TC-CON-022");
  }

  @Test
  void aTopicMadeAnewUntilAPersonDecides() throws Exception {
    liveAndStop(2);
    damage.madeAnew();
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-023");

    var again = scene.node("a", TestNode.Settings.LATER.signingFrom(3));
    scene.pay(2);
    assertThat(again.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void aTopicMadeAnewWhoseLedgerAloneKnowsTheOldOne() throws Exception {
    scene.ledger.stand(
        scene.ledger.head().toBuilder().setVoteLogTopicId("another").setVoteLogEpoch(1).build());
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-023");
  }

  @Test
  void aLogTruncatedBeyondItsNewestEpoch() throws Exception {
    liveAndStop(2);
    damage.deletedToItsEnd();
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-024");
  }

  @Test
  void aLogTruncatedBeforeAnythingWasDecided() throws Exception {
    var node = scene.node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> node.role() == Role.MEMBER);
    node.close();
    damage.deletedToItsEnd();
    assertObserves(TestNode.Settings.LATER, "TC-CON-022");
  }

  @Test
  void aLogRestoredFromACopyOlderThanTheLedger() throws Exception {
    liveAndStop(2);
    var last = scene.mempool.records.getLast();
    scene.ledger.standAt(scene.chain.genesis(), scene.chain.microblocks());
    scene.ledger.stand(
        scene.ledger.head().toBuilder()
            .setVoteLogTopicId(LogDamage.topicId(last))
            .setVoteLogEpoch(5)
            .build());
    assertObserves(TestNode.Settings.LATER, "TC-CON-024");
  }

  @Test
  void aChainRestoredFromACopyOlderThanTheLedger() throws Exception {
    scene.ledger.stand(
        scene.ledger.head().toBuilder()
            .setSequence(7)
            .setDigest(ByteString.copyFrom(new byte[32]))
            .build());
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-021");
  }

  @Test
  void anotherKeysLog() throws Exception {
    var stranger = KeyPair.fromSeed(new byte[32]);
    openedBy(stranger, scene.chain.genesisHash());
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-020");
  }

  @Test
  void anotherNetworksLog() throws Exception {
    openedBy(scene.key, TestChain.ofMembers(2).genesisHash());
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-020");
  }

  @Test
  void aLogWithAnotherKeysMessage() throws Exception {
    var stranger = KeyPair.fromSeed(new byte[32]);
    try (var log = log(scene.key, scene.chain.genesisHash())) {
      log.open(1);
      log.commit(List.of(vote(stranger, 1)));
    }
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-020");
  }

  @Test
  void aLogThatIsNone() throws Exception {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(scene.settings("x").durableProducer("x"))) {
      producer
          .send(
              new ProducerRecord<>(
                  scene.settings("x").name(Topic.CONSENSUS_OUTBOUND), new byte[] {1, 2, 3}))
          .get();
    }
    assertObserves(TestNode.Settings.FIRST_START, "TC-CON-020");
  }

  @Test
  void aLogAheadOfTheChain() throws Exception {
    try (var log = log(scene.key, scene.chain.genesisHash())) {
      log.open(1);
      log.commit(List.of(vote(scene.key, 2)));
    }
    assertSignsNothing(TestNode.Settings.LATER, "TC-CON-051");
    assertThat(scene.messages()).hasSize(1);
  }

  @Test
  void aLogOfANodeThatHasHaltedUntilAPersonDecides() throws Exception {
    liveAndStop(2);
    try (var log = log(scene.key, scene.chain.genesisHash())) {
      log.open(7);
      log.commit(List.of(new LogEntry.Halted("two certified microblocks of sequence 2")));
    }
    assertObserves(TestNode.Settings.LATER, "TC-CON-025");

    var again = scene.node("a", TestNode.Settings.LATER.signingFrom(3));
    scene.pay(1);
    assertThat(again.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void aLogLostWhileItIsWritten() throws Exception {
    var node = scene.node("a", TestNode.Settings.FIRST_START);
    scene.pay(2);
    damage.madeAnew();
    scene.offer(5);
    Await.until("observer", () -> node.role() == Role.OBSERVER);

    assertThat(node.capability().reason()).startsWith("TC-CON-023");
    assertThat(scene.log()).isEmpty();
  }

  private void liveAndStop(int payments) throws Exception {
    var node = scene.node("a", TestNode.Settings.FIRST_START);
    scene.pay(payments);
    node.close();
  }

  /** It follows only, and not even an epoch is opened in the log. */
  private void assertObserves(TestNode.Settings settings, String number) throws Exception {
    var before = damage.end();
    assertSignsNothing(settings, number);
    assertThat(damage.end()).isEqualTo(before);
  }

  private void assertSignsNothing(TestNode.Settings settings, String number) throws Exception {
    int sequence = scene.mempool.sequence();
    try (var told = new ToldErrors(number);
        var node = scene.node("a", settings)) {
      Await.until("observer", () -> node.role() == Role.OBSERVER);
      scene.offer(9);
      Await.until("it is told", told::heard);

      assertThat(node.capability().works()).isFalse();
      assertThat(node.capability().reason()).startsWith(number);
    }
    assertThat(scene.mempool.sequence()).isEqualTo(sequence);
    scene.mempool.pool.clear();
  }

  private void openedBy(KeyPair key, Hash256 genesisHash) {
    try (var log = log(key, genesisHash)) {
      log.open(1);
    }
  }

  private VoteLog log(KeyPair key, Hash256 genesisHash) {
    return new VoteLog(
        scene.settings("x"), key.publicKey(), genesisHash, "any", KafkaProducer::new);
  }

  private static LogEntry vote(KeyPair key, long sequence) {
    return new LogEntry.Spoken(
        new Ballot(
            VoteType.PREPARE,
            sequence,
            0,
            Hash256.ZERO,
            key.publicKey(),
            Signature.of(new byte[Signature.SIZE])));
  }
}
