package io.timecoin.protocol.transaction;

import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;

/** What the key of an input signs (PROTOCOL §3.1). */
public final class SigningMessage {
  private static final String TAG = "TIMECOIN-TX-1";

  private SigningMessage() {}

  /**
   * The 32 bytes to sign for one input.
   *
   * @param genesisHash binds the signature to one network
   * @param txid of the transaction, which does not depend on any signature
   */
  public static byte[] of(Hash256 genesisHash, Hash256 txid, int inputIndex) {
    byte[] index = new CanonicalWriter(Integer.BYTES).u32(inputIndex).toByteArray();
    return new Sha256()
        .tag(TAG)
        .update(genesisHash)
        .update(txid)
        .update(index)
        .finish()
        .toByteArray();
  }
}
