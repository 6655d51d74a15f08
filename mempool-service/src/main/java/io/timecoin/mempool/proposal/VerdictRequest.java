package io.timecoin.mempool.proposal;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;

/** A value to judge on the state before it: asked for by consensus, or a leader's proposal. */
public record VerdictRequest(int round, ListedValue value, Standing standing) {

  /** What is known of the value, for the clock rule of PROTOCOL §6.2 and for its bodies. */
  public enum Standing {
    /** A member has proposed it: a clock far behind waits. */
    PROPOSED,
    /** It has a prepared certificate or a certificate: no clock matters. */
    CERTIFIED,
    /** It comes by sync, with its bodies: no clock matters and nothing is fetched. */
    SYNCED
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

  /** Whether bodies that are missing are fetched from peers. */
  boolean isFetched() {
    return standing != Standing.SYNCED;
  }
}
