package io.timecoin.e2e.recomputed;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction of PROTOCOL §2.2.
 *
 * @param txid hex
 * @param spent outpoints in hex: txid and index as encoded
 */
record PlainTransaction(String txid, List<String> spent, List<PlainOutput> outputs) {

  /**
   * An output.
   *
   * @param script hex
   */
  record PlainOutput(long value, String script) {
    /** Memos and the "genesis" mark are no UTXO (PROTOCOL §7.4). */
    boolean isUtxo() {
      return !script.startsWith("00") && !script.equals(Plain.hex(Plain.ascii("genesis")));
    }
  }

  static PlainTransaction parse(byte[] raw) {
    return read(new PlainBytes(raw));
  }

  /** Reads one; its txid is over everything but the script_sigs (PROTOCOL §2.3). */
  static PlainTransaction read(PlainBytes in) {
    var unsigned = new ByteArrayOutputStream();
    unsigned.writeBytes(Plain.u32(in.u32()));
    long inputs = in.u64();
    unsigned.writeBytes(Plain.u64(inputs));
    var spent = new ArrayList<String>();
    for (long i = 0; i < inputs; i++) {
      byte[] outpoint = in.fixed(36);
      byte[] unusedScriptSig = in.counted();
      unsigned.writeBytes(outpoint);
      unsigned.writeBytes(Plain.u64(0));
      unsigned.writeBytes(Plain.u32(in.u32()));
      spent.add(Plain.hex(outpoint));
    }
    long count = in.u64();
    unsigned.writeBytes(Plain.u64(count));
    var outputs = new ArrayList<PlainOutput>();
    for (long i = 0; i < count; i++) {
      long value = in.u64();
      byte[] script = in.counted();
      unsigned.writeBytes(Plain.u64(value));
      unsigned.writeBytes(Plain.u64(script.length));
      unsigned.writeBytes(script);
      outputs.add(new PlainOutput(value, Plain.hex(script)));
    }
    unsigned.writeBytes(Plain.u32(in.u32()));
    unsigned.writeBytes(Plain.u64(in.u64()));
    return new PlainTransaction(Plain.hex(Plain.sha256(unsigned.toByteArray())), spent, outputs);
  }

  /** The outpoint of an output, as inputs name it. */
  String outpoint(int index) {
    return txid + Plain.hex(Plain.u32(index));
  }
}
