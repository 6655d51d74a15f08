package io.timecoin.consensus.core;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.chain.RecentDecisions;
import io.timecoin.consensus.core.round.EarlyMessages;
import io.timecoin.consensus.core.round.TimerPolicy;
import io.timecoin.protocol.crypto.PublicKey;

/** All that the machine knows; immutable. */
public final class ConsensusState {
  private final Mode mode;
  private final ChainPosition position;
  private final TimerPolicy policy;
  private final EarlyMessages early;
  private final RecentDecisions recent;
  private final CatchUp catchUp;
  private final Inquiry inquiry;
  private final Instance instance;

  ConsensusState(
      Mode mode,
      ChainPosition position,
      TimerPolicy policy,
      EarlyMessages early,
      RecentDecisions recent,
      CatchUp catchUp,
      Inquiry inquiry,
      Instance instance) {
    this.mode = mode;
    this.position = position;
    this.policy = policy;
    this.early = early;
    this.recent = recent;
    this.catchUp = catchUp;
    this.inquiry = inquiry;
    this.instance = instance;
  }

  public Mode mode() {
    return mode;
  }

  /** The end of the final chain. */
  public ChainPosition position() {
    return position;
  }

  /** The sequence being decided. */
  public long sequence() {
    return position.nextSequence();
  }

  public int round() {
    return instance.round();
  }

  /** Who leads the current round. */
  public PublicKey leader() {
    return position.committee().leader(sequence(), round());
  }

  public TimerPolicy policy() {
    return policy;
  }

  EarlyMessages early() {
    return early;
  }

  RecentDecisions recent() {
    return recent;
  }

  CatchUp catchUp() {
    return catchUp;
  }

  Inquiry inquiry() {
    return inquiry;
  }

  Instance instance() {
    return instance;
  }
}
