package io.timecoin.verifier.verification;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Payments for a rehearsal: PROTOCOL §4.2 accepts them, and §4.3 never would, for nobody has made
 * the outputs they spend.
 */
final class GeneratedTransactions {
  private final Network network;
  private final Hash256 genesisHash;
  private final long timestamp;

  /**
   * Payments of one network.
   *
   * @param timestamp of all of them, Unix seconds
   */
  GeneratedTransactions(Network network, Hash256 genesisHash, long timestamp) {
    this.network = network;
    this.genesisHash = genesisHash;
    this.timestamp = timestamp;
  }

  /** So many, each with one input and by a key of its own; the raw bytes. */
  List<ByteString> make(int count) {
    return IntStream.range(0, count)
        .mapToObj(this::payment)
        .map(Transaction::encode)
        .map(UnsafeByteOperations::unsafeWrap)
        .toList();
  }

  /**
   * Looks at what was answered to some of them.
   *
   * @throws IllegalStateException if one was refused: whoever does that errs
   */
  static void expectNoRefusal(List<VerifiedTransaction> verdicts) {
    verdicts.stream()
        .filter(VerifiedTransaction::hasRefusal)
        .findAny()
        .ifPresent(
            verdict -> {
              throw new IllegalStateException(
                  "a generated transaction was refused: " + verdict.getRefusal().getCode());
            });
  }

  private Transaction payment(int number) {
    KeyPair key = KeyPair.fromSeed(new Hash256(number, 0, 0, 0).toByteArray());
    Input input = Input.unsigned(new OutPoint(Hash256.ZERO, number));
    var unsigned =
        new Transaction(
            1,
            List.of(input),
            List.of(
                Output.payTo(Address.of(network, key.publicKey()), Limits.DUST_LIMIT),
                Output.payTo(Address.of(network, key.publicKey()), Limits.DUST_LIMIT)),
            0,
            timestamp);
    byte[] message = SigningMessage.of(genesisHash, unsigned.txid(), 0);
    return unsigned.withInputs(
        List.of(input.with(new ScriptSig(key.publicKey(), key.sign(message)).encoded())));
  }
}
