package io.timecoin.ledger.store.query;

import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.protocol.proto.internal.v1.ChainHead;

/** The state of a snapshot as the internal reads show it. */
public final class StateMessages {
  private StateMessages() {}

  /**
   * The head.
   *
   * @param certificate of the last microblock; empty at genesis
   */
  public static ChainHead head(LedgerState state, byte[] certificate) {
    return ChainHead.newBuilder()
        .setSequence(state.sequence())
        .setDigest(Protobufs.bytes(state.digest().toByteArray()))
        .setTimeMillis(state.timeMillis())
        .setCertificate(Protobufs.bytes(certificate))
        .setHeight(state.height())
        .setBlockHash(Protobufs.bytes(state.lastBlock().hash().toByteArray()))
        .setBlockHeader(Protobufs.bytes(state.lastBlock().encode()))
        .setSealInputs(state.sealInputs().toProto())
        .setVoteLogTopicId(state.voteLog().topicId())
        .setVoteLogEpoch(state.voteLog().epoch())
        .build();
  }
}
