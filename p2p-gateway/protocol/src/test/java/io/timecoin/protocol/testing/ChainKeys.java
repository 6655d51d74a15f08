package io.timecoin.protocol.testing;

import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import java.nio.charset.StandardCharsets;

/** Secret keys of the {@link TestChain}, the same in every run. */
public final class ChainKeys {

  private ChainKeys() {}

  /** A key by name. */
  public static KeyPair named(String name) {
    byte[] preimage = ("timecoin test key " + name).getBytes(StandardCharsets.UTF_8);
    return KeyPair.fromSeed(Sha256.hash(preimage).toByteArray());
  }

  /** The consensus key of a member. */
  public static KeyPair member(int index) {
    return named("member-" + index);
  }

  /** The key that owns a member's collateral. */
  public static KeyPair owner(int index) {
    return named("owner-" + index);
  }

  /** The key that a member's rewards go to. */
  public static KeyPair reward(int index) {
    return named("reward-" + index);
  }

  /** The key of a payer. */
  public static KeyPair wallet(int index) {
    return named("wallet-" + index);
  }
}
