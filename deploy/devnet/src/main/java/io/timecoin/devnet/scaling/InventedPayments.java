package io.timecoin.devnet.scaling;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.devnet.load.Coin;
import io.timecoin.devnet.load.Signer;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Payments with real signatures of coins that nobody has: a verifier knows no coins (PROTOCOL
 * §4.2). Two inputs, two outputs, every input of a key of its own, so that no batch of signatures
 * gains from equal keys. The same each time for the same network.
 */
final class InventedPayments {
  /** Signatures of each payment. */
  static final int INPUTS = 2;

  /** Of each payment. */
  static final int OUTPUTS = 2;

  private static final long VALUE = 100_000_000L;

  /** Any time of the past will do (PROTOCOL §4.2, TIMESTAMP_IN_FUTURE). */
  private static final long TIMESTAMP = 1_700_000_000L;

  private final Signer signer;
  private final Random random = new Random(1);

  private InventedPayments(Hash256 genesisHash) {
    signer = new Signer(genesisHash);
  }

  /** Signs so many; two signatures each. */
  static List<ByteString> sign(int count, Hash256 genesisHash) {
    var payments = new InventedPayments(genesisHash);
    var signed = new ArrayList<ByteString>(count);
    for (int i = 0; i < count; i++) {
      signed.add(payments.next());
    }
    return signed;
  }

  /**
   * The values of tx.inbound's records, as a gateway writes them.
   *
   * @param perBatch payments of each; the last one may have fewer
   */
  static List<byte[]> inBatches(List<ByteString> payments, int perBatch, long sentAtMillis) {
    Origin origin =
        Origin.newBuilder().setKind(OriginKind.ORIGIN_KIND_CLIENT).setGateway("bench").build();
    var values = new ArrayList<byte[]>();
    for (int from = 0; from < payments.size(); from += perBatch) {
      values.add(
          InboundBatch.newBuilder()
              .setOrigin(origin)
              .setSentAtMillis(sentAtMillis)
              .addAllTransactions(
                  payments.subList(from, Math.min(payments.size(), from + perBatch)))
              .build()
              .toByteArray());
    }
    return values;
  }

  private ByteString next() {
    var coins = new ArrayList<Coin>(INPUTS);
    for (int i = 0; i < INPUTS; i++) {
      var outpoint = new OutPoint(Hash256.of(bytes()), i);
      coins.add(new Coin(outpoint, VALUE, KeyPair.fromSeed(bytes())));
    }
    var outputs = new ArrayList<Output>(OUTPUTS);
    for (int i = 0; i < OUTPUTS; i++) {
      Address payee = Address.of(Network.DEVNET, coins.get(i).owner().publicKey());
      outputs.add(Output.payTo(payee, VALUE - 1 - i));
    }
    return UnsafeByteOperations.unsafeWrap(signer.pay(coins, outputs, 0, TIMESTAMP).encode());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[Hash256.SIZE];
    random.nextBytes(bytes);
    return bytes;
  }
}
