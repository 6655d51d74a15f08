package io.timecoin.consensus.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Payments of coins that exist from the start. Their signatures are stand-ins, since the core never
 * looks inside; like real ones, their owner can make several valid ones for one txid.
 */
final class Payments {
  /** Coins from the start that anybody may spend. */
  static final int COINS = 400;

  /** More of them, which nobody touches before the faults are frozen. */
  static final int UNTOUCHED = 8;

  private static final Hash256 GENESIS = Sha256.hash("coins".getBytes(UTF_8));
  private static final ByteString SCRIPT = ByteString.ofAscii("anyone");
  private static final int NO_VALID_VARIANT = 255;

  private Payments() {}

  static List<OutPoint> coins() {
    return IntStream.range(0, COINS + UNTOUCHED).mapToObj(Payments::coin).toList();
  }

  static OutPoint coin(int number) {
    return new OutPoint(GENESIS, number);
  }

  /**
   * Spends an outpoint.
   *
   * @param value makes another transaction of the same outpoint: a rival
   */
  static Transaction of(OutPoint spent, int value, int variant) {
    return signed(
        new Transaction(
            1,
            List.of(Input.unsigned(spent)),
            List.of(new Output(1_000 + value, SCRIPT), new Output(2_000, SCRIPT)),
            0,
            1),
        variant);
  }

  /** The same payment with another of its owner's signatures. */
  static Transaction signed(Transaction transaction, int variant) {
    var script = ByteString.of(script(transaction.txid(), variant));
    return transaction.withInputs(
        transaction.inputs().stream().map(input -> input.with(script)).toList());
  }

  static Transaction wronglySigned(OutPoint spent) {
    return of(spent, 7, NO_VALID_VARIANT);
  }

  static boolean isSigned(Transaction transaction) {
    return transaction.inputs().stream()
        .allMatch(
            input -> {
              int variant = Byte.toUnsignedInt(input.scriptSig().byteAt(0));
              return variant != NO_VALID_VARIANT
                  && input.scriptSig().equals(ByteString.of(script(transaction.txid(), variant)));
            });
  }

  private static byte[] script(Hash256 txid, int variant) {
    var script = new byte[33];
    script[0] = (byte) variant;
    new Sha256().update((byte) variant).update(txid).finish().copyTo(script, 1);
    return script;
  }
}
