package io.timecoin.protocol.transaction;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import java.util.Optional;

/** What an input's script_sig holds: who signs, and the signature (PROTOCOL §3.1). */
public record ScriptSig(PublicKey key, Signature signature) {
  public static final int SIZE = PublicKey.SIZE + Signature.SIZE;

  /** Absent unless there are exactly {@value #SIZE} bytes. */
  public static Optional<ScriptSig> parse(ByteString scriptSig) {
    if (scriptSig.size() != SIZE) {
      return Optional.empty();
    }
    return Optional.of(
        new ScriptSig(
            PublicKey.of(scriptSig.toByteArray(0, PublicKey.SIZE)),
            Signature.of(scriptSig.toByteArray(PublicKey.SIZE, SIZE))));
  }

  /** The script_sig of an input. */
  public ByteString encoded() {
    return ByteString.of(new CanonicalWriter(SIZE).value(key).value(signature).toByteArray());
  }
}
