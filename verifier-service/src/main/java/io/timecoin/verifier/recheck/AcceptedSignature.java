package io.timecoin.verifier.recheck;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Arrays;

/**
 * A signature of a transaction that was found valid.
 *
 * @param message what was signed (PROTOCOL §3.1)
 * @param input of the transaction, from 0
 */
public record AcceptedSignature(
    PublicKey publicKey, Signature signature, Hash256 message, Hash256 txid, int input) {

  /** The signature of this input, made out of the transaction anew. */
  public static AcceptedSignature of(StatelessRules rules, Transaction transaction, int input) {
    byte[] scriptSig = transaction.inputs().get(input).scriptSig().toByteArray();
    return new AcceptedSignature(
        PublicKey.of(Arrays.copyOf(scriptSig, PublicKey.SIZE)),
        Signature.of(Arrays.copyOfRange(scriptSig, PublicKey.SIZE, scriptSig.length)),
        Hash256.of(rules.signingMessage(transaction, input)),
        transaction.txid(),
        input);
  }
}
