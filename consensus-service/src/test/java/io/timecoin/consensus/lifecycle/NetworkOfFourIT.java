package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.store.VoteLogContent;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import io.timecoin.protocol.proto.internal.v1.VoteLogObserving;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One node of a committee of four on a real broker; the test plays the other members through
 * consensus.inbound and sync.inbound.
 */
class NetworkOfFourIT {
  private MasternodeScene scene;
  private OtherMembers others;

  @BeforeEach
  void open() throws Exception {
    scene = MasternodeScene.ofFour();
    others = scene.keep(new OtherMembers(scene));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aNodeWithoutKeyWritesWhatPeersServeInOrderAndSignsNothing() throws Exception {
    others.decide(5);
    others.seal();
    var node = scene.follower("a");
    Await.until("observer", () -> node.role() == Role.OBSERVER);
    others.serve(4, 6);
    others.serve(2, 3);
    others.serve(1, 2);
    Await.until("followed", () -> scene.mempool.sequence() == 6);

    assertThat(scene.mempool.height()).isEqualTo(1);
    assertThat(scene.messages()).isEmpty();
    assertThat(node.capability().reason()).startsWith("TC-CON-010");
    assertThat(scene.log().getFirst().getOpened().getConsensusKey().toByteArray())
        .isEqualTo(VoteLogContent.NOBODY.toByteArray());

    node.close();
    others.decide(2);
    var again = scene.follower("b");
    others.serve(5, 8);
    Await.until("followed after a take-over", () -> scene.mempool.sequence() == 8);
    assertThat(again.role()).isEqualTo(Role.OBSERVER);
    assertThat(scene.messages()).isEmpty();
    scene.assertEpochsOnlyGrow();
  }

  @Test
  void aMemberThatIsBehindAsksForWhatItLacksAndFollows() throws Exception {
    others.decide(4);
    var node = scene.node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> node.role() == Role.MEMBER);
    others.tellStatus();
    Await.until("a range is asked for", () -> others.orders().stream().anyMatch(this::isRange));
    others.serve(1, 4);
    Await.until("followed", () -> scene.mempool.sequence() == 4);

    assertThat(node.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void whatIsForgedIsDroppedAndTheRightOneTaken() throws Exception {
    others.decide(2);
    var node = scene.follower("a");
    Await.until("observer", () -> node.role() == Role.OBSERVER);
    var right = others.chain.microblocks();
    others.serve(List.of(thin(right.get(1)), thin(right.get(0))));
    others.serve(1, 2);

    Await.until("followed", () -> scene.mempool.sequence() == 2);
    assertThat(node.role()).isEqualTo(Role.OBSERVER);
  }

  @Test
  void aMemberThatLostItsLogAsksTheOthersAndSignsFromWhereTheySay() throws Exception {
    others.decide(3);
    var before = scene.node("a", TestNode.Settings.FIRST_START);
    others.serve(1, 3);
    Await.until("followed", () -> scene.mempool.sequence() == 3);
    before.close();
    new LogDamage(scene.settings("damage")).madeAnew();

    var node = scene.node("a", TestNode.Settings.LATER);
    Await.until("observer", () -> node.role() == Role.OBSERVER);
    Await.until("the others are asked", () -> others.question() > 0);
    assertThat(node.capability().reason()).startsWith("TC-CON-023");
    assertThat(newestWord().getSignsFrom()).isZero();

    // A restart before anybody has answered does not make the log a good one.
    node.close();
    long asked = others.question();
    var again = scene.node("a", TestNode.Settings.LATER);
    Await.until("the others are asked anew", () -> others.question() > asked);
    assertThat(again.role()).isEqualTo(Role.OBSERVER);
    others.answer(asked);
    others.answer(others.question());
    Await.until("the answer is in the log", () -> newestWord().getSignsFrom() == 6);
    assertThat(again.role()).isEqualTo(Role.OBSERVER);
    assertThat(scene.messages()).isEmpty();

    // Nor does one before the sequence has come.
    again.close();
    var third = scene.node("a", TestNode.Settings.LATER.keeping(1));
    Await.until("observer again", () -> third.role() == Role.OBSERVER);
    others.decide(2);
    others.serve(4, 5);
    Await.until("member", () -> third.role() == Role.MEMBER);
    assertThat(scene.messages()).allSatisfy(m -> assertThat(m.getSequence()).isGreaterThan(5));
  }

  @Test
  void equivocationIsKeptOnceAndKnownToStandbysAndAfterARestart() throws Exception {
    var node = scene.node("a", TestNode.Settings.FIRST_START);
    Await.until("member", () -> node.role() == Role.MEMBER);
    var standby = scene.node("b", TestNode.Settings.FIRST_START);
    others.prepare(1, 0, 1);
    others.prepare(1, 0, 2);
    others.prepare(1, 0, 3);
    others.prepare(1, 1, 1);
    others.prepare(1, 1, 2);
    Await.until("kept", () -> node.evidence.size() == 2);
    Await.until("known to the standby", () -> standby.evidence.size() == 2);

    node.close();
    var again = scene.node("a", TestNode.Settings.LATER);
    Await.until("known after a restart", () -> again.evidence.size() == 2);
    assertThat(again.metrics.get("timecoin.consensus.evidence.kept").gauge().value()).isEqualTo(2);
    assertThat(again.evidence.members()).isEqualTo(1);
  }

  private VoteLogObserving newestWord() throws Exception {
    return scene.log().stream()
        .filter(VoteLogRecord::hasObserving)
        .map(VoteLogRecord::getObserving)
        .reduce((_, newer) -> newer)
        .orElseThrow();
  }

  private boolean isRange(PeerOrder order) {
    return order.hasFetchRange()
        && order.getFetchRange().getFirstSequence() == 1
        && order.getFetchRange().getLastSequence() == 4;
  }

  /** With the votes of two of four. */
  private static CertifiedMicroblock thin(CertifiedMicroblock microblock) {
    var certificate = microblock.certificate();
    return new CertifiedMicroblock(
        microblock.microblock(),
        new Certificate(
            certificate.sequence(),
            certificate.round(),
            certificate.digest(),
            Bitmap.of(4, IntStream.range(0, 2)),
            certificate.signatures().subList(0, 2)));
  }
}
