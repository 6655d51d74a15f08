package io.timecoin.devnet.load;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Signs whatever it is given, sound or not: the load generator also makes the transactions that the
 * client library refuses to make.
 */
public record Signer(Hash256 genesisHash) {

  Transaction sign(Transaction unsigned, List<KeyPair> owners) {
    var signed = new ArrayList<Input>(owners.size());
    for (int i = 0; i < owners.size(); i++) {
      KeyPair owner = owners.get(i);
      byte[] message = SigningMessage.of(genesisHash, unsigned.txid(), i);
      signed.add(
          unsigned
              .inputs()
              .get(i)
              .with(new ScriptSig(owner.publicKey(), owner.sign(message)).encoded()));
    }
    return unsigned.withInputs(signed);
  }

  /** A payment of all these coins. */
  public Transaction pay(List<Coin> coins, List<Output> outputs, int lockTime, long timestamp) {
    var inputs = coins.stream().map(coin -> Input.unsigned(coin.outpoint())).toList();
    return sign(
        new Transaction(1, inputs, outputs, lockTime, timestamp),
        coins.stream().map(Coin::owner).toList());
  }
}
