package io.timecoin.gateway.relay;

import static io.timecoin.gateway.relay.Committees.DIGEST;
import static io.timecoin.gateway.relay.Committees.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.proto.p2p.v1.ConsensusMessages;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsensusRelayTest {
  private static final KeyPair SIGNER = KEYS.get(0);

  private long now = 1_000_000;
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final Voter voter = new Voter();
  private final RecentProposals proposals = new RecentProposals();
  private final ConsensusRelay relay =
      new ConsensusRelay(
          Committees.FOUR,
          Committees.GENESIS,
          network,
          voter,
          proposals,
          new RelayCounters(new SimpleMeterRegistry()),
          () -> Instant.ofEpochMilli(now));
  private final Peer signer = network.connect(SIGNER);
  private final Peer second = network.connect(KEYS.get(1));
  private final Peer third = network.connect(KEYS.get(2));
  private final Peer stranger = network.connect();
  private final ConsensusMessage vote = Committees.prepare(SIGNER, 7);

  @Test
  void aSignedMessageIsLetInWithWhoBroughtIt() {
    take(second, vote);

    assertThat(voter.heard).hasSize(1);
    ReceivedConsensusMessage heard = voter.heard.getFirst();
    assertThat(heard.getMessage()).isEqualTo(vote);
    assertThat(heard.getPeer()).isEqualTo(Connections.bytes(second.nodeKey()));
    assertThat(heard.getMember()).isEqualTo(Connections.bytes(KEYS.get(1).publicKey()));
    assertThat(heard.getReceivedAtMillis()).isEqualTo(now);
  }

  @Test
  void itIsRelayedOnceToTheMembersThatNeitherSignedNorBroughtIt() {
    take(second, vote);
    take(third, vote);

    assertThat(network.sent).hasSize(1);
    assertThat(network.sent.getFirst().peer()).isEqualTo(third);
    assertThat(network.sent.getFirst().lane()).isEqualTo(Lane.URGENT);
    assertThat(network.sent.getFirst().message().getConsensus().getMessagesList())
        .containsExactly(vote);
  }

  @Test
  void whatAMemberHasNotSignedIsNotLetIn() {
    ConsensusMessage forged = vote.toBuilder().setRound(1).build();

    take(second, forged);

    assertThat(voter.heard).isEmpty();
    assertThat(network.sent).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(second, Misbehaviour.BAD_MEMBER_SIGNATURE));
  }

  @Test
  void whatAStrangerSignedIsNotLetIn() {
    take(stranger, Committees.prepare(Fixtures.RICH, 7));

    assertThat(voter.heard).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(stranger, Misbehaviour.BAD_MEMBER_SIGNATURE));
  }

  @Test
  void aMemberIsHeardThroughAStrangerToo() {
    take(stranger, vote);

    assertThat(voter.heard).hasSize(1);
    assertThat(voter.heard.getFirst().getMember()).isEqualTo(ByteString.EMPTY);
    assertThat(network.sent).hasSize(2);
  }

  @Test
  void repeatedByOthersItIsNothingNew() {
    take(signer, vote);
    now += 10_000;

    take(second, vote);

    assertThat(voter.heard).hasSize(1);
  }

  @Test
  void itsSignersOwnPeerMayRepeatItOncePerSecondAndKindAndItGoesNoFurther() {
    take(signer, vote);
    int relayed = network.sent.size();
    now += 999;
    take(signer, vote);
    assertThat(voter.heard).hasSize(1);

    now += 1;
    take(signer, vote);
    take(signer, vote);

    assertThat(voter.heard).hasSize(2);
    assertThat(network.sent).hasSize(relayed);
  }

  @Test
  void whatThisNodeSaidIsNothingNew() {
    relay.spoken(vote);

    take(second, vote);

    assertThat(voter.heard).isEmpty();
    assertThat(network.sent).isEmpty();
  }

  @Test
  void fieldsThatNobodyKnowsMakeNoOtherMessage() {
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    take(second, vote);

    take(third, vote.toBuilder().setUnknownFields(unknown).build());

    assertThat(voter.heard).hasSize(1);
  }

  @Test
  void aFormThatNoMessageHasIsMalformed() {
    take(second, vote.toBuilder().setDigest(ByteString.copyFrom(new byte[31])).build());
    take(second, vote.toBuilder().setType(6).build());
    take(second, vote.toBuilder().setSequence(-1).build());
    take(second, vote.toBuilder().setRound(-1).build());
    take(second, vote.toBuilder().addWtxids(Hashes.bytes(DIGEST)).build());
    take(second, vote.toBuilder().setSignature(ByteString.EMPTY).build());

    assertThat(voter.heard).isEmpty();
    assertThat(network.misdeeds)
        .hasSize(6)
        .allMatch(misdeed -> misdeed.what() == Misbehaviour.MALFORMED);
  }

  @Test
  void aProposalHasTheListOfItsHeaderAndIsKeptForWhoAsks() {
    ConsensusMessage proposal =
        Committees.proposal(SIGNER, 7, 0, List.of(Fixtures.payment(1), Fixtures.payment(2)));
    ConsensusMessage shortened =
        proposal.toBuilder().clearWtxids().addWtxids(proposal.getWtxids(0)).build();
    take(signer, shortened);
    assertThat(voter.heard).isEmpty();
    assertThat(network.misdeeds).hasSize(1);

    take(signer, proposal);

    assertThat(voter.heard).hasSize(1);
    assertThat(proposals.find(Hash256.of(proposal.getDigest().toByteArray()))).isPresent();
  }

  @Test
  void anotherJustificationThanRoundChangesIsMalformed() {
    ConsensusMessage proposal = Committees.proposal(SIGNER, 7, 1, List.of(Fixtures.payment(1)));

    take(signer, proposal.toBuilder().addRoundChanges(vote).build());
    take(
        signer,
        proposal.toBuilder()
            .addAllRoundChanges(Collections.nCopies(5, Committees.roundChange(KEYS.get(1), 7, 1)))
            .build());

    assertThat(voter.heard).isEmpty();
    assertThat(network.misdeeds).hasSize(2);
  }

  @Test
  void othersCannotUseUpTheCopiesOfASignersVote() {
    for (int i = 0; i < 20; i++) {
      take(second, equivocation(i));
    }
    assertThat(voter.heard).hasSize(SeenMessages.COPIES);

    take(signer, equivocation(30));

    assertThat(voter.heard).hasSize(SeenMessages.COPIES + 1);
  }

  @Test
  void twoContentsOfOneVoteAreBothLetInBecauseTheyAreEvidence() {
    take(second, equivocation(1));
    take(second, equivocation(2));

    assertThat(voter.heard).hasSize(2);
  }

  @Test
  void moreMessagesThanAnybodyHasToSayAreTooMany() {
    relay.take(
        second,
        ConsensusMessages.newBuilder()
            .addAllMessages(Collections.nCopies(ConsensusRelay.LARGEST_LIST + 1, vote))
            .build());

    assertThat(voter.heard).isEmpty();
    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(second, Misbehaviour.OVERSIZED));
  }

  private static ConsensusMessage equivocation(int number) {
    return Committees.ballot(
        SIGNER, VoteType.PREPARE, 7, Sha256.hash(new byte[] {2, (byte) number}));
  }

  private void take(Peer peer, ConsensusMessage message) {
    relay.take(peer, ConsensusMessages.newBuilder().addMessages(message).build());
  }
}
