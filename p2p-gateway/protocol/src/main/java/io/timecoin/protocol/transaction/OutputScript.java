package io.timecoin.protocol.transaction;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What an output's script means (PROTOCOL §4.1). A script has at most one meaning and a meaning one
 * script.
 */
public sealed interface OutputScript {
  /** First byte of a memo. */
  byte MEMO_TAG = 0x00;

  /** First byte of a masternode registration. */
  byte REGISTRATION_TAG = 0x01;

  /** The script as it stands in the output. */
  ByteString encoded();

  /** Whoever holds the key of this address may spend the output. */
  record PayToAddress(Address address) implements OutputScript {
    @Override
    public ByteString encoded() {
      return ByteString.ofAscii(address.toString());
    }
  }

  /** A text for people and programs; never a UTXO. */
  record Memo(String text) implements OutputScript {
    /**
     * A memo.
     *
     * @throws IllegalArgumentException if the text is longer than {@value Limits#MAX_MEMO_BYTES}
     *     bytes of UTF-8 or has unpaired surrogates
     */
    public Memo {
      try {
        int size = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).limit();
        if (size > Limits.MAX_MEMO_BYTES) {
          throw new IllegalArgumentException(
              "a memo has at most " + Limits.MAX_MEMO_BYTES + " bytes, not " + size);
        }
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException("a memo is well-formed text", e);
      }
    }

    @Override
    public ByteString encoded() {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return ByteString.of(
          new CanonicalWriter(1 + utf8.length).u8(MEMO_TAG).fixed(utf8).toByteArray());
    }
  }

  /** The mark of a public network's genesis coinbase; no UTXO, and allowed nowhere else. */
  record GenesisMark() implements OutputScript {
    private static final ByteString SCRIPT = ByteString.ofAscii("genesis");

    @Override
    public ByteString encoded() {
      return SCRIPT;
    }
  }

  /**
   * A masternode registration in the format of PROTOCOL §8; its addresses and proof are not judged
   * here. The stateless rules refuse it until registrations take effect.
   *
   * @param tier one unsigned byte
   */
  record Registration(
      int tier, PublicKey key, String owner, String reward, String endpoint, Signature proof)
      implements OutputScript {
    static Registration read(CanonicalReader reader) throws DecodeException {
      return new Registration(
          reader.u8(),
          PublicKey.read(reader),
          reader.string(),
          reader.string(),
          reader.string(),
          Signature.read(reader));
    }

    @Override
    public ByteString encoded() {
      return ByteString.of(
          new CanonicalWriter()
              .u8(REGISTRATION_TAG)
              .u8(tier)
              .value(key)
              .string(owner)
              .string(reward)
              .string(endpoint)
              .value(proof)
              .toByteArray());
    }
  }

  /** Means nothing and is invalid. */
  record Unknown(ByteString encoded) implements OutputScript {}

  /** Reads a script, with addresses of this network; never fails, see {@link Unknown}. */
  static OutputScript parse(ByteString script, Network network) {
    if (script.isEmpty()) {
      return new Unknown(script);
    }
    return switch (script.byteAt(0)) {
      case MEMO_TAG -> parseMemo(script);
      case REGISTRATION_TAG -> parseRegistration(script);
      default -> isGenesisMark(script) ? new GenesisMark() : parseAddress(script, network);
    };
  }

  static boolean isMemo(ByteString script) {
    return !script.isEmpty() && script.byteAt(0) == MEMO_TAG;
  }

  static boolean isGenesisMark(ByteString script) {
    return script.equals(GenesisMark.SCRIPT);
  }

  private static OutputScript parseMemo(ByteString script) {
    if (script.size() - 1 > Limits.MAX_MEMO_BYTES) {
      return new Unknown(script);
    }
    try {
      var utf8 = ByteBuffer.wrap(script.toByteArray(1, script.size()));
      return new Memo(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException e) {
      return new Unknown(script);
    }
  }

  private static OutputScript parseRegistration(ByteString script) {
    try {
      byte[] body = script.toByteArray(1, script.size());
      return CanonicalReader.decode(body, Registration::read);
    } catch (DecodeException e) {
      return new Unknown(script);
    }
  }

  private static OutputScript parseAddress(ByteString script, Network network) {
    if (script.size() > Address.MAX_TEXT_LENGTH) {
      return new Unknown(script);
    }
    try {
      // Bytes above 127 become characters above 127, which no address has.
      var text = new String(script.toByteArray(), StandardCharsets.ISO_8859_1);
      return new PayToAddress(Address.parse(text, network));
    } catch (AddressException e) {
      return new Unknown(script);
    }
  }
}
