package io.timecoin.e2e.recomputed;

import io.timecoin.e2e.recomputed.PlainTransaction.PlainOutput;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** The UTXO set and its commitment (PROTOCOL §7.4). */
final class PlainUtxoSet {
  private static final int LANES = 1024;

  private final Map<String, PlainOutput> unspent = new HashMap<>();
  private final int[] lanes = new int[LANES];

  /** Applies a transaction and gives inputs minus outputs. */
  long apply(PlainTransaction transaction) {
    long difference = 0;
    for (String outpoint : transaction.spent()) {
      PlainOutput output = unspent.remove(outpoint);
      if (output == null) {
        throw new AssertionError(transaction.txid() + " spends " + outpoint + ", which is no UTXO");
      }
      difference += output.value();
      change(outpoint, output, -1);
    }
    for (int i = 0; i < transaction.outputs().size(); i++) {
      PlainOutput output = transaction.outputs().get(i);
      difference -= output.value();
      if (output.isUtxo()) {
        unspent.put(transaction.outpoint(i), output);
        change(transaction.outpoint(i), output, 1);
      }
    }
    return difference;
  }

  byte[] commitment() {
    byte[] all = new byte[2 * LANES];
    for (int i = 0; i < LANES; i++) {
      all[2 * i] = (byte) lanes[i];
      all[2 * i + 1] = (byte) (lanes[i] >> 8);
    }
    return Plain.sha256(all);
  }

  private void change(String outpoint, PlainOutput output, int sign) {
    byte[] script = Plain.bytes(output.script());
    byte[] element =
        Plain.concat(
            Plain.bytes(outpoint), Plain.u64(output.value()), Plain.u64(script.length), script);
    var shake = new SHAKEDigest(128);
    shake.update(element, 0, element.length);
    byte[] expanded = new byte[2 * LANES];
    int unused = shake.doFinal(expanded, 0, expanded.length);
    for (int i = 0; i < LANES; i++) {
      int lane = (expanded[2 * i] & 0xff) | (expanded[2 * i + 1] & 0xff) << 8;
      lanes[i] = (lanes[i] + sign * lane) & 0xffff;
    }
  }
}
