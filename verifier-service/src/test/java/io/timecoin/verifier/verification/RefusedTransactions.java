package io.timecoin.verifier.verification;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.protocol.testing.TestTransactions.Draft;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.util.EnumMap;
import java.util.Map;

/** A good payment, and raw bytes for each code of PROTOCOL §4.2. */
public final class RefusedTransactions {
  /** The clock by which they are judged, Unix seconds. */
  public static final long NOW = TestTransactions.TIMESTAMP;

  private static final long ENOUGH = 100_000;

  private final Hash256 genesisHash;

  public RefusedTransactions(Hash256 genesisHash) {
    this.genesisHash = genesisHash;
  }

  /** A payment by which no rule of §4.2 is broken; another for every number. */
  public Transaction good(int number) {
    return draft()
        .spend(TestTransactions.outpoint(number), TestKeys.wallet(0))
        .pay(TestKeys.address(1), ENOUGH + number)
        .sign();
  }

  /** A payment by which no rule of §4.2 is broken, with so many inputs. */
  Transaction spending(int inputs) {
    Draft draft = draft().pay(TestKeys.address(1), ENOUGH);
    for (int i = 0; i < inputs; i++) {
      draft.spend(TestTransactions.outpoint(i), TestKeys.wallet(i % 4));
    }
    return draft.sign();
  }

  /** One for each stateless code. */
  public Map<RejectCode, byte[]> byCode() {
    Map<RejectCode, byte[]> raw = new EnumMap<>(RejectCode.class);
    raw.put(RejectCode.TX_TOO_LARGE, new byte[100_001]);
    raw.put(RejectCode.TX_MALFORMED, new byte[] {1, 2, 3});
    raw.put(RejectCode.BAD_VERSION, spending().version(2).sign().encode());
    raw.put(RejectCode.NO_INPUTS, draft().pay(TestKeys.address(1), ENOUGH).unsigned().encode());
    raw.put(
        RejectCode.NO_OUTPUTS,
        draft().spend(TestTransactions.outpoint(1), TestKeys.wallet(0)).sign().encode());
    raw.put(RejectCode.TOO_MANY_INPUTS, inputs(1_001).unsigned().encode());
    raw.put(RejectCode.TOO_MANY_OUTPUTS, outputs(1_001).sign().encode());
    raw.put(
        RejectCode.DUPLICATE_INPUT,
        spending().spend(TestTransactions.outpoint(1), TestKeys.wallet(0)).sign().encode());
    raw.put(
        RejectCode.BAD_OUTPUT_SCRIPT,
        spending().pay(TestKeys.address(1, Network.MAINNET), ENOUGH).sign().encode());
    raw.put(
        RejectCode.VALUE_OUT_OF_RANGE,
        spending().pay(TestKeys.address(2), Long.MAX_VALUE).sign().encode());
    raw.put(RejectCode.DUST, spending().pay(TestKeys.address(2), 545).sign().encode());
    raw.put(
        RejectCode.TIMESTAMP_IN_FUTURE, spending().timestamp(NOW + 100_000_000).sign().encode());
    raw.put(
        RejectCode.BAD_SCRIPT_SIG,
        spending()
            .spend(TestTransactions.outpoint(2), ByteString.of(new byte[95]))
            .sign()
            .encode());
    raw.put(
        RejectCode.BAD_SIGNATURE,
        spending().spend(TestTransactions.outpoint(2), ofAnotherMessage()).sign().encode());
    return raw;
  }

  /** Not simply zeros: of a key of small order, ZIP-215 takes them for a signature of anything. */
  private static ByteString ofAnotherMessage() {
    KeyPair key = TestKeys.wallet(0);
    return new ScriptSig(key.publicKey(), key.sign(new byte[] {1})).encoded();
  }

  private Draft spending() {
    return draft()
        .spend(TestTransactions.outpoint(1), TestKeys.wallet(0))
        .pay(TestKeys.address(1), ENOUGH);
  }

  private Draft inputs(int count) {
    Draft draft = draft().pay(TestKeys.address(1), ENOUGH);
    for (int i = 0; i < count; i++) {
      draft.spend(TestTransactions.outpoint(i), ByteString.EMPTY);
    }
    return draft;
  }

  private Draft outputs(int count) {
    Draft draft = draft().spend(TestTransactions.outpoint(1), TestKeys.wallet(0));
    Output output = Output.payTo(TestKeys.address(1), 1_000);
    for (int i = 0; i < count; i++) {
      draft.output(output);
    }
    return draft;
  }

  private Draft draft() {
    return TestTransactions.draft(genesisHash);
  }
}
