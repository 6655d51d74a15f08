package io.timecoin.protocol.testing;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;

/** Payers for tests of single transactions; the same as those of the {@link TestChain}. */
public final class TestKeys {
  private TestKeys() {}

  /** The key of a payer; its secret is public. */
  public static KeyPair wallet(int index) {
    return ChainKeys.wallet(index);
  }

  /** The devnet address of a payer. */
  public static Address address(int index) {
    return address(index, Network.DEVNET);
  }

  /** The address of a payer on a network. */
  public static Address address(int index, Network network) {
    return Address.of(network, wallet(index).publicKey());
  }
}
