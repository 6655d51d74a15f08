package io.timecoin.mempool.proposal;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;

/** A value to judge on the state before it: asked for by consensus, or a leader's proposal. */
public record VerdictRequest(int round, ListedValue value, Standing standing) {

  /** What is known of the value, for the clock rule of PROTOCOL §6.2. */
  public enum Standing {
    /** A member has proposed it: a clock far behind waits. */
    PROPOSED,
    /** It has a prepared certificate or a certificate: no clock matters. */
    CERTIFIED
  }

  public MicroblockHeader header() {
    return value.header();
  }

  public List<Hash256> wtxids() {
    return value.wtxids();
  }

  public long sequence() {
    return header().sequence();
  }

  /** Whether this node's clock has a say. */
  boolean clockMatters() {
    return standing == Standing.PROPOSED;
  }
}
