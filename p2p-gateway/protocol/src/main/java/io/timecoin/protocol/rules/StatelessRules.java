package io.timecoin.protocol.rules;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashSet;
import java.util.List;

/**
 * The rules that take a transaction's bytes alone (PROTOCOL §4.2), in their order: the first that
 * fails is the answer, and nothing costly happens before everything cheap is in order. Immutable
 * and thread-safe; the {@link Ed25519Verifier} handed in belongs to the calling thread.
 */
public final class StatelessRules {
  /** Up to here comparing every pair is faster than a hash set. */
  private static final int FEW_INPUTS = 8;

  private final Network network;
  private final Hash256 genesisHash;

  public StatelessRules(Network network, Hash256 genesisHash) {
    this.network = network;
    this.genesisHash = genesisHash;
  }

  /**
   * All of PROTOCOL §4.2.
   *
   * @param nowSeconds t of TIMESTAMP_IN_FUTURE, Unix seconds
   */
  public Verdict<Transaction> check(byte[] raw, long nowSeconds, Ed25519Verifier verifier) {
    return decode(raw).then(transaction -> checkDecoded(transaction, nowSeconds, verifier));
  }

  /**
   * TX_TOO_LARGE and TX_MALFORMED. Whoever needs the names of what is refused later begins here.
   */
  public Verdict<Transaction> decode(byte[] raw) {
    if (raw.length > Limits.MAX_TRANSACTION_BYTES) {
      return tooLarge(raw.length);
    }
    try {
      return Verdict.accepted(Transaction.decode(raw));
    } catch (DecodeException e) {
      return refused(RejectCode.TX_MALFORMED, e.getMessage());
    }
  }

  /** All of PROTOCOL §4.2 for a transaction that is decoded already. */
  public Verdict<Transaction> checkDecoded(
      Transaction transaction, long nowSeconds, Ed25519Verifier verifier) {
    return checkUnsigned(transaction, nowSeconds).then(sound -> checkSignatures(sound, verifier));
  }

  /**
   * All of PROTOCOL §4.2 but BAD_SIGNATURE, for a caller that verifies the signatures of many
   * transactions together: of {@link #signingMessage}, each by the key and the signature in its
   * input's script_sig.
   *
   * @param nowSeconds t of TIMESTAMP_IN_FUTURE, Unix seconds
   */
  public Verdict<Transaction> checkUnsigned(Transaction transaction, long nowSeconds) {
    return checkStructure(transaction)
        .then(sound -> checkTimestamp(sound, nowSeconds))
        .then(this::checkScriptSigs);
  }

  /** TX_TOO_LARGE and everything from BAD_VERSION to DUST: no clock and no signature. */
  public Verdict<Transaction> checkStructure(Transaction transaction) {
    if (transaction.size() > Limits.MAX_TRANSACTION_BYTES) {
      return tooLarge(transaction.size());
    }
    if (transaction.version() != 1) {
      return refused(
          RejectCode.BAD_VERSION,
          "version is " + Integer.toUnsignedString(transaction.version()) + ", not 1");
    }
    return checkCounts(transaction).then(StatelessRules::checkInputs).then(this::checkOutputs);
  }

  /** TIMESTAMP_IN_FUTURE by the time {@code tSeconds}, Unix seconds. */
  public Verdict<Transaction> checkTimestamp(Transaction transaction, long tSeconds) {
    if (!timestampAllowed(transaction, tSeconds)) {
      return refused(
          RejectCode.TIMESTAMP_IN_FUTURE,
          "timestamp %d is more than %d s after %d"
              .formatted(transaction.timestamp(), Limits.MAX_FUTURE_SECONDS, tSeconds));
    }
    return Verdict.accepted(transaction);
  }

  /** Whether the timestamp is no more than 600 s after {@code tSeconds}, Unix seconds. */
  public static boolean timestampAllowed(Transaction transaction, long tSeconds) {
    return tSeconds > Long.MAX_VALUE - Limits.MAX_FUTURE_SECONDS
        || transaction.timestamp() <= tSeconds + Limits.MAX_FUTURE_SECONDS;
  }

  /** BAD_SCRIPT_SIG. */
  public Verdict<Transaction> checkScriptSigs(Transaction transaction) {
    for (int i = 0; i < transaction.inputs().size(); i++) {
      int size = transaction.inputs().get(i).scriptSig().size();
      if (size != ScriptSig.SIZE) {
        return refusedInput(
            RejectCode.BAD_SCRIPT_SIG,
            i,
            "the script_sig of input " + i + " has " + size + " bytes, not " + ScriptSig.SIZE);
      }
    }
    return Verdict.accepted(transaction);
  }

  /** BAD_SIGNATURE; the costly part. */
  public Verdict<Transaction> checkSignatures(Transaction transaction, Ed25519Verifier verifier) {
    for (int i = 0; i < transaction.inputs().size(); i++) {
      byte[] message = signingMessage(transaction, i);
      byte[] sig = transaction.inputs().get(i).scriptSig().toByteArray();
      if (sig.length != ScriptSig.SIZE
          || !verifier.verify(sig, 0, sig, PublicKey.SIZE, message, 0, message.length)) {
        return Verdict.refused(badSignature(i));
      }
    }
    return Verdict.accepted(transaction);
  }

  /** What the signature of this input signs (PROTOCOL §4.1). */
  public byte[] signingMessage(Transaction transaction, int input) {
    return SigningMessage.of(genesisHash, transaction.txid(), input);
  }

  /** BAD_SIGNATURE, for the first input whose signature is not valid. */
  public static Refusal badSignature(int input) {
    return Refusal.ofInput(
        RejectCode.BAD_SIGNATURE, input, "the signature of input " + input + " is not valid");
  }

  private static Verdict<Transaction> checkCounts(Transaction transaction) {
    int inputs = transaction.inputs().size();
    int outputs = transaction.outputs().size();
    if (inputs == 0) {
      return refused(RejectCode.NO_INPUTS, "a transaction spends at least one output");
    }
    if (outputs == 0) {
      return refused(RejectCode.NO_OUTPUTS, "a transaction has at least one output");
    }
    if (inputs > Limits.MAX_INPUTS) {
      return refused(RejectCode.TOO_MANY_INPUTS, inputs + " inputs, at most " + Limits.MAX_INPUTS);
    }
    if (outputs > Limits.MAX_OUTPUTS) {
      return refused(
          RejectCode.TOO_MANY_OUTPUTS, outputs + " outputs, at most " + Limits.MAX_OUTPUTS);
    }
    return Verdict.accepted(transaction);
  }

  private static Verdict<Transaction> checkInputs(Transaction transaction) {
    int repeated = firstRepeated(transaction.inputs());
    if (repeated >= 0) {
      return refusedInput(
          RejectCode.DUPLICATE_INPUT,
          repeated,
          "input " + repeated + " spends an outpoint that an earlier input spends");
    }
    return Verdict.accepted(transaction);
  }

  private static int firstRepeated(List<Input> inputs) {
    if (inputs.size() <= FEW_INPUTS) {
      for (int i = 1; i < inputs.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (inputs.get(i).outpoint().equals(inputs.get(j).outpoint())) {
            return i;
          }
        }
      }
      return -1;
    }
    var seen = HashSet.<OutPoint>newHashSet(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      if (!seen.add(inputs.get(i).outpoint())) {
        return i;
      }
    }
    return -1;
  }

  /** Rule by rule over all outputs, as the order of codes demands. */
  private Verdict<Transaction> checkOutputs(Transaction transaction) {
    List<Output> outputs = transaction.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (!isScriptAllowed(outputs.get(i))) {
        return refused(
            RejectCode.BAD_OUTPUT_SCRIPT,
            "output " + i + " neither pays to an address of " + network.label() + " nor is a memo");
      }
    }
    if (transaction.outputSum().isEmpty()) {
      return refused(
          RejectCode.VALUE_OUT_OF_RANGE, "an output or the sum of the outputs is above 2^63-1");
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).value() < Limits.DUST_LIMIT && outputs.get(i).isUtxo()) {
        return refused(
            RejectCode.DUST,
            "output %d pays %d satoshi, at least %d"
                .formatted(i, outputs.get(i).value(), Limits.DUST_LIMIT));
      }
    }
    return Verdict.accepted(transaction);
  }

  private boolean isScriptAllowed(Output output) {
    return switch (OutputScript.parse(output.script(), network)) {
      case OutputScript.PayToAddress _ -> true;
      case OutputScript.Memo _ -> output.value() == 0;
      // Registrations have no effect in this version (PROTOCOL §4.1).
      case OutputScript.Registration _, OutputScript.GenesisMark _, OutputScript.Unknown _ -> false;
    };
  }

  private static Verdict<Transaction> tooLarge(int size) {
    return refused(
        RejectCode.TX_TOO_LARGE, size + " bytes, at most " + Limits.MAX_TRANSACTION_BYTES);
  }

  private static Verdict<Transaction> refused(RejectCode code, String detail) {
    return Verdict.refused(Refusal.of(code, detail));
  }

  private static Verdict<Transaction> refusedInput(RejectCode code, int input, String detail) {
    return Verdict.refused(Refusal.ofInput(code, input, detail));
  }
}
