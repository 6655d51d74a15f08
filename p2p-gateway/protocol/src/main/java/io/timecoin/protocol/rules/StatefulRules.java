package io.timecoin.protocol.rules;

import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules that take the outputs a transaction spends (PROTOCOL §4.3), in their order. They stand
 * on §4.2, which must have been judged before. Immutable and thread-safe.
 */
public final class StatefulRules {
  private final Network network;

  public StatefulRules(Network network) {
    this.network = network;
  }

  /**
   * All of PROTOCOL §4.3; the fee is what remains.
   *
   * @param nextSealHeight the height of the next seal, for lock times that are heights
   * @param tSeconds the microblock's time in whole seconds, at admission the clock; Unix seconds
   */
  public Verdict<Fee> check(
      Transaction transaction, UtxoView view, long nextSealHeight, long tSeconds) {
    return spentOutputs(transaction, view)
        .then(spent -> checkKeys(transaction, spent))
        .then(spent -> checkFee(transaction, spent))
        .then(fee -> checkLockTime(transaction, fee, nextSealHeight, tSeconds));
  }

  /** Satoshi that a transaction pays at least whose outputs sum up to {@code outputSum}. */
  public static long minimumFee(long outputSum) {
    return Math.max(Limits.MINIMUM_FEE, outputSum / Limits.FEE_DIVISOR);
  }

  /** Whether the lock time allows the transaction (PROTOCOL §4.3, NOT_FINAL). */
  public static boolean lockTimeAllowed(
      Transaction transaction, long nextSealHeight, long tSeconds) {
    long lockTime = Integer.toUnsignedLong(transaction.lockTime());
    return lockTime == 0
        || lockTime <= (lockTime < Limits.LOCK_TIME_SECONDS_FROM ? nextSealHeight : tSeconds);
  }

  /** INPUT_SPENT, UNKNOWN_INPUT, INPUT_LOCKED: each rule over all inputs before the next. */
  private static Verdict<List<UnspentOutput>> spentOutputs(Transaction transaction, UtxoView view) {
    List<Input> inputs = transaction.inputs();
    var spenders = new ArrayList<Optional<Spender>>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Optional<Spender> spender = view.spender(inputs.get(i).outpoint());
      if (spender.isPresent() && !(spender.get() instanceof Spender.Locked)) {
        return held(RejectCode.INPUT_SPENT, i, spender.get());
      }
      spenders.add(spender);
    }
    var spent = new ArrayList<UnspentOutput>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Optional<UnspentOutput> output = view.find(inputs.get(i).outpoint());
      if (output.isEmpty()) {
        return Verdict.refused(
            Refusal.ofInput(
                RejectCode.UNKNOWN_INPUT,
                i,
                "input " + i + " spends the unknown output " + inputs.get(i).outpoint()));
      }
      spent.add(output.get());
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (spenders.get(i).isPresent()) {
        return held(RejectCode.INPUT_LOCKED, i, spenders.get(i).get());
      }
    }
    return Verdict.accepted(List.copyOf(spent));
  }

  private Verdict<List<UnspentOutput>> checkKeys(
      Transaction transaction, List<UnspentOutput> spent) {
    for (int i = 0; i < spent.size(); i++) {
      if (!owns(transaction.inputs().get(i), spent.get(i))) {
        return Verdict.refused(
            Refusal.ofInput(
                RejectCode.WRONG_KEY,
                i,
                "the key of input " + i + " does not own " + spent.get(i).outpoint()));
      }
    }
    return Verdict.accepted(spent);
  }

  private boolean owns(Input input, UnspentOutput spent) {
    return switch (OutputScript.parse(spent.output().script(), network)) {
      case OutputScript.PayToAddress(var address) ->
          ScriptSig.parse(input.scriptSig()).filter(sig -> address.isOf(sig.key())).isPresent();
      case OutputScript.Memo _,
          OutputScript.GenesisMark _,
          OutputScript.Registration _,
          OutputScript.Unknown _ ->
          false;
    };
  }

  /** INSUFFICIENT_FUNDS and FEE_TOO_LOW. */
  private static Verdict<Fee> checkFee(Transaction transaction, List<UnspentOutput> spent) {
    long inputSum = 0;
    for (UnspentOutput output : spent) {
      inputSum += output.output().value();
      if (output.output().value() < 0 || inputSum < 0) {
        return Verdict.refused(
            Refusal.of(RejectCode.VALUE_OUT_OF_RANGE, "the sum of the inputs is above 2^63-1"));
      }
    }
    if (transaction.outputSum().isEmpty()) {
      return Verdict.refused(
          Refusal.of(RejectCode.VALUE_OUT_OF_RANGE, "the sum of the outputs is above 2^63-1"));
    }
    long outputSum = transaction.outputSum().getAsLong();
    if (inputSum < outputSum) {
      return Verdict.refused(
          Refusal.of(
              RejectCode.INSUFFICIENT_FUNDS,
              "the inputs hold %d satoshi, the outputs %d".formatted(inputSum, outputSum)));
    }
    long fee = inputSum - outputSum;
    if (fee < minimumFee(outputSum)) {
      return Verdict.refused(
          Refusal.of(
              RejectCode.FEE_TOO_LOW,
              "pays %d satoshi, at least %d".formatted(fee, minimumFee(outputSum))));
    }
    return Verdict.accepted(new Fee(fee));
  }

  private static Verdict<Fee> checkLockTime(
      Transaction transaction, Fee fee, long nextSealHeight, long tSeconds) {
    if (!lockTimeAllowed(transaction, nextSealHeight, tSeconds)) {
      return Verdict.refused(
          Refusal.of(
              RejectCode.NOT_FINAL,
              "lock time %s is after height %d and time %d"
                  .formatted(
                      Integer.toUnsignedString(transaction.lockTime()), nextSealHeight, tSeconds)));
    }
    return Verdict.accepted(fee);
  }

  private static <T> Verdict<T> held(RejectCode code, int input, Spender holder) {
    String how =
        switch (holder) {
          case Spender.Final(_, long sequence) -> "is final in microblock " + sequence;
          case Spender.SameMicroblock _ -> "is earlier in this microblock";
          case Spender.Locked _ -> "is in the mempool";
        };
    return Verdict.refused(
        Refusal.ofInput(
            code,
            input,
            holder,
            "input " + input + " is spent by " + holder.txid() + ", which " + how));
  }
}
