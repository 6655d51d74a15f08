package io.timecoin.protocol.testing;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transactions for tests, valid unless told otherwise. */
public final class TestTransactions {
  /** The timestamp of every transaction that sets no other, Unix seconds. */
  public static final long TIMESTAMP = 1_764_547_300L;

  /** What transactions are signed for unless another genesis is given. */
  public static final Hash256 GENESIS_HASH = hash("genesis");

  private TestTransactions() {}

  /** A hash that stands for this text. */
  public static Hash256 hash(String text) {
    return Sha256.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An outpoint of a transaction that nobody made. */
  public static OutPoint outpoint(int number) {
    return new OutPoint(hash("parent " + number), number);
  }

  public static Draft draft() {
    return draft(GENESIS_HASH);
  }

  public static Draft draft(Hash256 genesisHash) {
    return new Draft(genesisHash);
  }

  /** A signed payment of one input of wallet 0 to wallet 1. */
  public static Transaction payment(OutPoint spent, long value) {
    return draft().spend(spent, TestKeys.wallet(0)).pay(TestKeys.address(1), value).sign();
  }

  /** Signs input by input. */
  public static final class Draft {
    private final Hash256 genesisHash;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Optional<KeyPair>> signers = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private int version = 1;
    private int lockTime;
    private long timestamp = TIMESTAMP;

    private Draft(Hash256 genesisHash) {
      this.genesisHash = genesisHash;
    }

    public Draft spend(OutPoint outpoint, KeyPair key) {
      inputs.add(Input.unsigned(outpoint));
      signers.add(Optional.of(key));
      return this;
    }

    /** An input that keeps this script_sig, whatever it is. */
    public Draft spend(OutPoint outpoint, ByteString scriptSig) {
      inputs.add(new Input(outpoint, scriptSig, 0));
      signers.add(Optional.empty());
      return this;
    }

    public Draft pay(Address address, long value) {
      return output(Output.payTo(address, value));
    }

    public Draft memo(String text) {
      return output(Output.memo(text));
    }

    public Draft output(Output output) {
      outputs.add(output);
      return this;
    }

    public Draft version(int newVersion) {
      version = newVersion;
      return this;
    }

    public Draft lockTime(int newLockTime) {
      lockTime = newLockTime;
      return this;
    }

    public Draft timestamp(long newTimestamp) {
      timestamp = newTimestamp;
      return this;
    }

    public Transaction unsigned() {
      return new Transaction(version, inputs, outputs, lockTime, timestamp);
    }

    public Transaction sign() {
      var unsigned = unsigned();
      var signed = new ArrayList<Input>(inputs.size());
      for (int i = 0; i < inputs.size(); i++) {
        signed.add(signed(unsigned.txid(), i));
      }
      return unsigned.withInputs(signed);
    }

    private Input signed(Hash256 txid, int index) {
      return signers
          .get(index)
          .map(
              key -> {
                byte[] message = SigningMessage.of(genesisHash, txid, index);
                var scriptSig = new ScriptSig(key.publicKey(), key.sign(message));
                return inputs.get(index).with(scriptSig.encoded());
              })
          .orElse(inputs.get(index));
    }
  }
}
