package io.timecoin.ledger.store.query;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.SealInputs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where the ledger stands. */
@ApplicationScoped
public class HeadQuery {
  private final SnapshotReads snapshots;

  @Inject
  public HeadQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  public Uni<ChainHead> head() {
    return snapshots.read(HeadQuery::head);
  }

  private static Uni<ChainHead> head(Mutiny.StatelessSession session) {
    return Lookups.state(session)
        .chain(
            state ->
                Lookups.blockAt(session, state.height)
                    .chain(
                        block ->
                            Lookups.microblock(session, state.sequence)
                                .map(
                                    microblock ->
                                        head(state, block, Optional.ofNullable(microblock)))));
  }

  private static ChainHead head(
      StateEntity state, BlockEntity block, Optional<MicroblockEntity> microblock) {
    var head =
        ChainHead.newBuilder()
            .setSequence(state.sequence)
            .setDigest(Protobufs.bytes(state.digest))
            .setTimeMillis(state.timeMillis)
            .setHeight(block.height)
            .setBlockHash(Protobufs.bytes(block.hash))
            .setBlockHeader(Protobufs.bytes(block.header))
            .setSealInputs(sealInputs(state))
            .setVoteLogTopicId(state.voteLogTopicId)
            .setVoteLogEpoch(state.voteLogEpoch);
    microblock.ifPresent(last -> head.setCertificate(Protobufs.bytes(last.certificate)));
    return head.build();
  }

  private static SealInputs sealInputs(StateEntity state) {
    try {
      return SealInputs.parseFrom(state.sealInputs);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the row of ledger_state is damaged", e);
    }
  }
}
