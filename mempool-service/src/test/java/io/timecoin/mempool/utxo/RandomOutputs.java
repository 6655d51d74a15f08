package io.timecoin.mempool.utxo;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.RandomValues;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.random.RandomGenerator;

/** Outputs of every kind that a table may hold, drawn from a seed. */
final class RandomOutputs {
  private final RandomGenerator random;
  private final RandomValues values;

  RandomOutputs(RandomGenerator random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  Hash256 txid() {
    return values.hash();
  }

  /** An output at this outpoint. */
  UnspentOutput at(OutPoint outpoint) {
    return new UnspentOutput(
        outpoint,
        new Output(random.nextLong(Long.MAX_VALUE), script()),
        random.nextLong(1L << random.nextInt(1, 61)),
        random.nextBoolean());
  }

  /** Mostly addresses; registrations and nonsense among them. */
  private ByteString script() {
    return random.nextInt(8) == 0
        ? ByteString.of(values.bytes(random.nextInt(300)))
        : address(random.nextBoolean() ? Network.MAINNET : Network.DEVNET);
  }

  /** The script that pays to an address of nobody. */
  ByteString address(Network network) {
    var key = PublicKey.of(values.bytes(PublicKey.SIZE));
    return ByteString.ofAscii(Address.of(network, key).toString());
  }
}
