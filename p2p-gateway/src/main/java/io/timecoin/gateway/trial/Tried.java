package io.timecoin.gateway.trial;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Optional;

/**
 * What would become of handed-in bytes.
 *
 * @param wtxid names this copy
 * @param transaction absent where the bytes are none
 */
public record Tried(Hash256 wtxid, Optional<Transaction> transaction, Fate fate) {

  /** What the first rule that fails says, or that none does. */
  public sealed interface Fate {}

  /**
   * It would be let in, or is in already.
   *
   * @param fee satoshi
   */
  public record Allowed(long fee) implements Fate {}

  /**
   * It is final already.
   *
   * @param sequence of its microblock
   */
  public record Final(long sequence) implements Fate {}

  /** It would be refused, or wait for an input that is unknown. */
  public record Refused(Refusal refusal) implements Fate {}
}
