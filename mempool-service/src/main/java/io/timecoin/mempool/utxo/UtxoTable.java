package io.timecoin.mempool.utxo;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.OutPoint;
import java.util.Optional;

/**
 * Every outpoint's state (PROTOCOL §5.1) after the last final microblock, with this node's locks.
 * As a {@link UtxoView} it shows final outputs, locked or not, and the spenders it still remembers.
 * An interface of its own, so that tests can hold the table in use against a naive one. Not
 * thread-safe.
 */
public interface UtxoTable extends UtxoView {

  /** The state of an outpoint; older spends are forgotten and then {@link UtxoState.Absent}. */
  UtxoState state(OutPoint outpoint);

  /** Who has locked it. */
  Optional<UtxoState.Locked> lock(OutPoint outpoint);

  /** Its creating microblock is final. */
  void create(UnspentOutput output);

  /**
   * Its spender is final. A lock on it ends, whoever held it.
   *
   * @return what was spent
   * @throws IllegalTransition if no final microblock has created it
   */
  UnspentOutput spend(OutPoint outpoint, Hash256 txid, long sequence);

  /** Its spender has entered the mempool. */
  void lock(OutPoint outpoint, Hash256 txid, long sinceMillis);

  /** Its spender has left the mempool without being final. */
  void unlock(OutPoint outpoint, Hash256 txid);

  /** Block {@code height} seals everything up to {@code lastSequence}. */
  void confirm(long height, long lastSequence);

  /** Final unspent outputs. */
  long size();

  /** Locks held by mempool transactions. */
  long locks();
}
