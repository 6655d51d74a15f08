package io.timecoin.protocol.rules;

import io.timecoin.protocol.crypto.Hash256;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a transaction is refused, with what a person or a program needs to act on it.
 *
 * @param detail one sentence for a person
 * @param inputIndex the first input at fault, where one is
 * @param otherTxid the transaction that spends or locks the outpoint, where that is the reason
 * @param otherSequence the microblock of {@code otherTxid} if that is final, otherwise 0
 */
public record Refusal(
    RejectCode code,
    String detail,
    OptionalInt inputIndex,
    Optional<Hash256> otherTxid,
    long otherSequence) {

  /** A refusal of the transaction as a whole. */
  public static Refusal of(RejectCode code, String detail) {
    return new Refusal(code, detail, OptionalInt.empty(), Optional.empty(), 0);
  }

  /** A refusal because of one input. */
  public static Refusal ofInput(RejectCode code, int inputIndex, String detail) {
    return new Refusal(code, detail, OptionalInt.of(inputIndex), Optional.empty(), 0);
  }

  /** A refusal because another transaction holds what one input spends. */
  public static Refusal ofInput(RejectCode code, int inputIndex, Spender holder, String detail) {
    long sequence = holder instanceof Spender.Final other ? other.sequence() : 0;
    return new Refusal(
        code, detail, OptionalInt.of(inputIndex), Optional.of(holder.txid()), sequence);
  }
}
