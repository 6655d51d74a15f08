package io.timecoin.protocol.transaction;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;

/**
 * Spends one output (PROTOCOL §2.2).
 *
 * @param scriptSig public key and signature once it is signed, see {@link ScriptSig}
 * @param sequence 32 bits that are carried and mean nothing
 */
public record Input(OutPoint outpoint, ByteString scriptSig, int sequence) implements Canonical {
  /** Bytes of an input with an empty script_sig. */
  public static final int MIN_SIZE = OutPoint.SIZE + Long.BYTES + Integer.BYTES;

  /** An input that is not signed yet. */
  public static Input unsigned(OutPoint outpoint) {
    return new Input(outpoint, ByteString.EMPTY, 0);
  }

  public static Input read(CanonicalReader reader) throws DecodeException {
    return new Input(OutPoint.read(reader), ByteString.read(reader), reader.u32());
  }

  /** The same input with another script_sig. */
  public Input with(ByteString otherScriptSig) {
    return new Input(outpoint, otherScriptSig, sequence);
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.value(outpoint).value(scriptSig).u32(sequence);
  }
}
