package io.timecoin.protocol.client;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A payment that waits for its signatures; can be carried to where the keys are, since its txid is
 * fixed already.
 *
 * @param spent what it spends, in the order of its inputs
 * @param fee satoshi
 * @param change satoshi that come back; 0 for none
 */
public record UnsignedPayment(
    Network network, Transaction transaction, List<UnspentOutput> spent, long fee, long change) {

  public UnsignedPayment {
    spent = List.copyOf(spent);
  }

  /**
   * Signs every input with the key that owns it (PROTOCOL §3.1).
   *
   * @param genesisHash of the network that the payment is for
   * @throws PaymentException KEY_MISSING if no key owns an input
   */
  public Transaction sign(Hash256 genesisHash, Collection<KeyPair> keys) throws PaymentException {
    Map<ByteString, KeyPair> owners =
        keys.stream().collect(Collectors.toMap(this::scriptOf, key -> key, (first, _) -> first));
    var inputs = new ArrayList<Input>(spent.size());
    for (int i = 0; i < spent.size(); i++) {
      KeyPair owner = owners.get(spent.get(i).output().script());
      if (owner == null) {
        throw new PaymentException(
            PaymentError.KEY_MISSING, "no key owns input " + i + ", " + spent.get(i).outpoint());
      }
      byte[] message = SigningMessage.of(genesisHash, transaction.txid(), i);
      var scriptSig = new ScriptSig(owner.publicKey(), owner.sign(message));
      inputs.add(transaction.inputs().get(i).with(scriptSig.encoded()));
    }
    return transaction.withInputs(inputs);
  }

  private ByteString scriptOf(KeyPair key) {
    return new OutputScript.PayToAddress(Address.of(network, key.publicKey())).encoded();
  }
}
