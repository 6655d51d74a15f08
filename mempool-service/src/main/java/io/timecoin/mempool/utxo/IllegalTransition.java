package io.timecoin.mempool.utxo;

/** A transition that PROTOCOL §5.1 does not allow was asked for: a defect of the caller. */
public final class IllegalTransition extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  IllegalTransition(UtxoState from, String transition) {
    super(transition + " is not allowed in state " + from);
  }
}
