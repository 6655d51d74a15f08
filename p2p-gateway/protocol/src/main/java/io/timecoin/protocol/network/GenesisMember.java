package io.timecoin.protocol.network;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.PublicKey;

/**
 * One of the first masternodes, as the genesis document names it (PROTOCOL §1.3).
 *
 * @param owner address text of the owner; valid in a {@linkplain GenesisDocument#validated valid}
 *     document
 * @param reward address text for its share of each block; likewise
 * @param endpoint where its gateway listens, as host:port
 */
public record GenesisMember(
    Tier tier, PublicKey consensusKey, String owner, String reward, String endpoint)
    implements Canonical {
  /** Tier, key and three counts. */
  static final int MINIMUM_SIZE = 1 + PublicKey.SIZE + 3 * Long.BYTES;

  public static GenesisMember read(CanonicalReader reader) throws DecodeException {
    return new GenesisMember(
        Tier.read(reader),
        PublicKey.read(reader),
        reader.string(),
        reader.string(),
        reader.string());
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.u8(tier.number()).value(consensusKey).string(owner).string(reward).string(endpoint);
  }

  /**
   * The owner's address.
   *
   * @throws IllegalStateException if the text is no address of the network
   */
  public Address ownerAddress(Network network) {
    return address(owner, network);
  }

  /**
   * The address for rewards.
   *
   * @throws IllegalStateException if the text is no address of the network
   */
  public Address rewardAddress(Network network) {
    return address(reward, network);
  }

  private static Address address(String text, Network network) {
    try {
      return Address.parse(text, network);
    } catch (AddressException e) {
      throw new IllegalStateException("the genesis document was not validated: " + text, e);
    }
  }
}
