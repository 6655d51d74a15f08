package io.timecoin.protocol.transaction;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.network.Network;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An amount and the condition for spending it (PROTOCOL §2.2).
 *
 * @param value satoshi; unsigned on the wire, so a negative one is above 2^63-1 and invalid (§1.1)
 */
public record Output(long value, ByteString script) implements Canonical {
  /** Bytes of an output with an empty script. */
  public static final int MIN_SIZE = 2 * Long.BYTES;

  /** Pays {@code value} satoshi to an address. */
  public static Output payTo(Address address, long value) {
    return new Output(value, new OutputScript.PayToAddress(address).encoded());
  }

  /**
   * Carries a text and no value.
   *
   * @throws IllegalArgumentException if it is longer than 256 bytes of UTF-8
   */
  public static Output memo(String text) {
    return new Output(0, new OutputScript.Memo(text).encoded());
  }

  public static Output read(CanonicalReader reader) throws DecodeException {
    return new Output(reader.u64(), ByteString.read(reader));
  }

  /**
   * Whether this output, once it is final, belongs to the UTXO set: all but memos and the "genesis"
   * mark do (PROTOCOL §7.4).
   */
  public boolean isUtxo() {
    return !OutputScript.isMemo(script) && !OutputScript.isGenesisMark(script);
  }

  /** The text of the address that it pays; other scripts belong to no address. */
  public Optional<String> addressText(Network network) {
    // Such a script is the address's text (PROTOCOL §4.1): encoding it anew would give the same.
    return OutputScript.parse(script, network) instanceof OutputScript.PayToAddress
        ? Optional.of(new String(script.toByteArray(), StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.u64(value).value(script);
  }
}
