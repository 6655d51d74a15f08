package io.timecoin.consensus.ingress;

import com.google.protobuf.ByteString;
import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.proto.internal.v1.CommitteeMember;
import io.timecoin.protocol.proto.internal.v1.ConsensusState;
import io.timecoin.protocol.proto.internal.v1.EvidenceList;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Locale;

/** What consensus is doing, from memory. */
@Path("/internal/v1/consensus")
public class ConsensusResource {
  private final ConsensusStatus status;
  private final EvidenceBook evidence;
  private final ByteString ownKey;

  @Inject
  public ConsensusResource(ConsensusStatus status, EvidenceBook evidence, ConsensusKey key) {
    this.status = status;
    this.evidence = evidence;
    this.ownKey =
        switch (key) {
          case ConsensusKey.MemberKey(var pair) ->
              ByteString.copyFrom(pair.publicKey().toByteArray());
          case ConsensusKey.None(var _) -> ByteString.EMPTY;
        };
  }

  @GET
  @NonBlocking
  @Produces(ProtobufBody.MEDIA_TYPE)
  public ConsensusState state() {
    var snapshot = status.snapshot();
    if (snapshot.role() == ConsensusStatus.Role.STANDBY) {
      // Round and epoch are the active instance's to tell.
      throw QueryException.unavailable("standing by");
    }
    var position =
        snapshot
            .position()
            .orElseThrow(() -> QueryException.unavailable("the chain is still being read"));
    var committee = position.committee();
    var state =
        ConsensusState.newBuilder()
            .setConsensusKey(ownKey)
            .setEpoch(snapshot.epoch())
            .setRole(snapshot.role().name().toLowerCase(Locale.ROOT))
            .setReason(snapshot.reason())
            .setSequence(position.nextSequence())
            .setRound(snapshot.round())
            .setLastDigest(ByteString.copyFrom(position.digest().toByteArray()))
            .setCommitteeHash(ByteString.copyFrom(committee.hash().toByteArray()))
            .setLeader(leader(position, snapshot.round()));
    committee.members().forEach(member -> state.addMembers(member(member)));
    return state.build();
  }

  /** Of members that signed two contents (PROTOCOL §6.9); standing by or not. */
  @GET
  @Path("/evidence")
  @NonBlocking
  @Produces(ProtobufBody.MEDIA_TYPE)
  public EvidenceList evidence() {
    var list = EvidenceList.newBuilder();
    evidence.all().forEach(piece -> list.addEvidence(piece.toProto()));
    return list.build();
  }

  private static ByteString leader(ChainPosition position, int round) {
    return ByteString.copyFrom(
        position.committee().leader(position.nextSequence(), round).toByteArray());
  }

  private static CommitteeMember member(Member member) {
    return CommitteeMember.newBuilder()
        .setConsensusKey(ByteString.copyFrom(member.key().toByteArray()))
        .setTier(member.tier().number())
        .setWeight(member.weight())
        .setOwner(member.owner().toString())
        .setReward(member.reward().toString())
        .setEndpoint(member.endpoint())
        .build();
  }
}
