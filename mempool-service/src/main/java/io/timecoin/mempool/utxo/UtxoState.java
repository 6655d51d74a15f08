package io.timecoin.mempool.utxo;

import io.timecoin.protocol.crypto.Hash256;

/**
 * What an outpoint is to this node (PROTOCOL §5.1). Every legal transition is a method of the state
 * that allows it and gives the state after it; whatever a state does not allow is an {@link
 * IllegalTransition}, because it means that the caller broke a rule, not that input was bad.
 *
 * <p>{@code Absent → Unspent} when the creating microblock is final; {@code Absent | Unspent →
 * Locked} when the spender enters the mempool, and back when it leaves; {@code Locked →
 * SpentPending} while a proposal with the spender is voted on, and back when that round failed;
 * everything before it {@code → SpentFinalized} by finality alone; {@code SpentFinalized →
 * Confirmed} at the seal.
 */
public sealed interface UtxoState {

  /** The creating microblock is final. */
  default UtxoState create() {
    throw new IllegalTransition(this, "create");
  }

  /** The spender enters the mempool. */
  default Locked lock(Hash256 txid, long sinceMillis) {
    throw new IllegalTransition(this, "lock by " + txid);
  }

  /** The spender leaves the mempool without being final. */
  default UtxoState unlock(Hash256 txid) {
    throw new IllegalTransition(this, "unlock by " + txid);
  }

  /** A valid proposal that contains the spender is being voted on. */
  default SpentPending propose(Hash256 txid, long sequence, int round, int votes, long weight) {
    throw new IllegalTransition(this, "propose of " + txid);
  }

  /** The round of that proposal failed. */
  default Locked fail(Hash256 txid) {
    throw new IllegalTransition(this, "fail of " + txid);
  }

  /** A final microblock spends it, whoever owned it until now. */
  default SpentFinalized finalise(Hash256 txid, long sequence) {
    throw new IllegalTransition(this, "finality of " + txid);
  }

  /** The block of the spender is sealed. */
  default Confirmed confirm(long height) {
    throw new IllegalTransition(this, "confirmation");
  }

  /** Nothing known, or an output that only a mempool transaction creates. */
  record Absent() implements UtxoState {
    @Override
    public Unspent create() {
      return new Unspent();
    }

    @Override
    public Locked lock(Hash256 txid, long sinceMillis) {
      return new Locked(txid, sinceMillis, false);
    }
  }

  /** Created by a final microblock and wanted by nobody. */
  record Unspent() implements UtxoState {
    @Override
    public Locked lock(Hash256 txid, long sinceMillis) {
      return new Locked(txid, sinceMillis, true);
    }

    @Override
    public SpentFinalized finalise(Hash256 txid, long sequence) {
      return new SpentFinalized(txid, sequence);
    }
  }

  /**
   * Wanted by one mempool transaction.
   *
   * @param txid the owner
   * @param sinceMillis Unix milliseconds of the lock
   * @param created whether the output is final; false while it is a mempool parent's
   */
  record Locked(Hash256 txid, long sinceMillis, boolean created) implements UtxoState {
    @Override
    public Locked create() {
      if (created) {
        throw new IllegalTransition(this, "create");
      }
      return new Locked(txid, sinceMillis, true);
    }

    @Override
    public UtxoState unlock(Hash256 owner) {
      requireOwner(owner, "unlock");
      return created ? new Unspent() : new Absent();
    }

    @Override
    public SpentPending propose(Hash256 owner, long sequence, int round, int votes, long weight) {
      requireOwner(owner, "propose");
      return new SpentPending(this, sequence, round, votes, weight);
    }

    @Override
    public SpentFinalized finalise(Hash256 spender, long sequence) {
      if (!created) {
        throw new IllegalTransition(this, "finality of " + spender);
      }
      return new SpentFinalized(spender, sequence);
    }

    private void requireOwner(Hash256 owner, String transition) {
      if (!txid.equals(owner)) {
        throw new IllegalTransition(this, transition + " by " + owner);
      }
    }
  }

  /**
   * Locked, and its owner is in a proposal that is being voted on.
   *
   * @param lock what it falls back to
   */
  record SpentPending(Locked lock, long sequence, int round, int votes, long weight)
      implements UtxoState {
    @Override
    public SpentPending create() {
      return new SpentPending(lock.create(), sequence, round, votes, weight);
    }

    @Override
    public Locked fail(Hash256 txid) {
      if (!lock.txid().equals(txid)) {
        throw new IllegalTransition(this, "fail by " + txid);
      }
      return lock;
    }

    @Override
    public SpentFinalized finalise(Hash256 spender, long finalSequence) {
      return lock.finalise(spender, finalSequence);
    }
  }

  /** Spent by the final transaction {@code txid} of microblock {@code sequence}. */
  record SpentFinalized(Hash256 txid, long sequence) implements UtxoState {
    @Override
    public Confirmed confirm(long height) {
      return new Confirmed(txid, sequence, height);
    }
  }

  /** Spent, and the block at {@code height} seals the spender. */
  record Confirmed(Hash256 txid, long sequence, long height) implements UtxoState {}
}
