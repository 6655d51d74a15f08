package io.timecoin.devnet.load;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Makes transactions with exactly one defect each. Most spend the same coin, which no sound payment
 * touches, so that the defect and nothing else decides; each has other bytes than all before it.
 */
public final class DefectivePayments {
  private static final long FEE = 10_000;

  private final Signer signer;
  private final Coin bait;
  private final Coin spent;
  private final KeyPair stranger;
  private long made;

  /**
   * Makes defective payments.
   *
   * @param bait an unspent coin of at least 1 TIME that stays unspent
   * @param spent a coin that a final transaction has spent
   * @param stranger a key that owns neither
   */
  public DefectivePayments(Signer signer, Coin bait, Coin spent, KeyPair stranger) {
    this.signer = signer;
    this.bait = bait;
    this.spent = spent;
    this.stranger = stranger;
  }

  /** The raw bytes of one. */
  public byte[] make(Defect defect, long nowSeconds) {
    // A value of its own makes each one different.
    long value = 100_000 + made++ % 50_000_000;
    List<Output> outputs = List.of(pay(value));
    return switch (defect) {
      case TOO_LARGE -> tooLarge(value);
      case TRAILING_BYTE -> {
        byte[] sound = sound(outputs, nowSeconds).encode();
        yield Arrays.copyOf(sound, sound.length + 1);
      }
      case CUT_SHORT -> {
        byte[] sound = sound(outputs, nowSeconds).encode();
        yield Arrays.copyOf(sound, sound.length - 1);
      }
      case VERSION_TWO ->
          signed(new Transaction(2, List.of(input()), outputs, 0, nowSeconds)).encode();
      case WITHOUT_INPUTS -> new Transaction(1, List.of(), outputs, 0, nowSeconds).encode();
      case WITHOUT_OUTPUTS ->
          // The lock time tells them apart.
          signed(new Transaction(1, List.of(input()), List.of(), (int) value, nowSeconds)).encode();
      case MANY_INPUTS ->
          new Transaction(
                  1, Collections.nCopies(Limits.MAX_INPUTS + 1, input()), outputs, 0, nowSeconds)
              .encode();
      case MANY_OUTPUTS ->
          signed(
                  new Transaction(
                      1,
                      List.of(input()),
                      Collections.nCopies(Limits.MAX_OUTPUTS + 1, pay(value)),
                      0,
                      nowSeconds))
              .encode();
      case SAME_INPUT_TWICE -> signer.pay(List.of(bait, bait), outputs, 0, nowSeconds).encode();
      case OTHER_NETWORK ->
          sound(
                  List.of(
                      Output.payTo(Address.of(Network.MAINNET, bait.owner().publicKey()), value)),
                  nowSeconds)
              .encode();
      case VALUE_ABOVE_RANGE -> sound(List.of(pay(Long.MIN_VALUE + value)), nowSeconds).encode();
      case SUM_ABOVE_RANGE ->
          sound(List.of(pay(Long.MAX_VALUE - value), pay(Long.MAX_VALUE)), nowSeconds).encode();
      case DUST_OUTPUT ->
          sound(List.of(pay(value), pay(Limits.DUST_LIMIT - 1)), nowSeconds).encode();
      case FROM_THE_FUTURE -> sound(outputs, nowSeconds + 10 * Limits.MAX_FUTURE_SECONDS).encode();
      case SHORT_SCRIPT_SIG -> shortened(sound(outputs, nowSeconds)).encode();
      case FORGED_SIGNATURE -> forged(outputs, nowSeconds).encode();
      case UNKNOWN_COIN -> signer.pay(List.of(unknownCoin(value)), outputs, 0, nowSeconds).encode();
      case SPENT_INPUT -> signer.pay(List.of(spent), outputs, 0, nowSeconds).encode();
      case ANOTHER_ONES_COIN ->
          signer
              .pay(
                  List.of(new Coin(bait.outpoint(), bait.value(), stranger)),
                  outputs,
                  0,
                  nowSeconds)
              .encode();
      case MORE_OUT_THAN_IN -> sound(List.of(pay(bait.value() + value)), nowSeconds).encode();
      case SMALL_FEE ->
          sound(List.of(pay(value), pay(bait.value() - value - 1)), nowSeconds).encode();
      case LOCKED_UNTIL_LATER ->
          signer.pay(List.of(bait), outputs, (int) (nowSeconds + 86_400), nowSeconds).encode();
    };
  }

  /** Of a transaction that nobody has made. */
  private Coin unknownCoin(long number) {
    byte[] seed = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    Hash256 txid = Sha256.hash(seed);
    return new Coin(new OutPoint(txid, 0), bait.value(), bait.owner());
  }

  private Input input() {
    return Input.unsigned(bait.outpoint());
  }

  private Output pay(long value) {
    return Output.payTo(Address.of(Network.DEVNET, bait.owner().publicKey()), value);
  }

  /** Sound but for its outputs or time. */
  private Transaction sound(List<Output> outputs, long timestamp) {
    return signer.pay(List.of(bait), outputs, 0, timestamp);
  }

  private Transaction signed(Transaction unsigned) {
    return signer.sign(unsigned, List.of(bait.owner()));
  }

  private static Transaction shortened(Transaction sound) {
    Input input = sound.inputs().getFirst();
    byte[] scriptSig = input.scriptSig().toByteArray();
    return sound.withInputs(
        List.of(input.with(ByteString.of(Arrays.copyOf(scriptSig, scriptSig.length - 1)))));
  }

  /** Signed for other outputs. */
  private Transaction forged(List<Output> outputs, long timestamp) {
    Transaction other = sound(List.of(pay(bait.value() - FEE)), timestamp + 1);
    return new Transaction(1, other.inputs(), outputs, 0, timestamp);
  }

  private static byte[] tooLarge(long value) {
    byte[] bytes = new byte[Limits.MAX_TRANSACTION_BYTES + 1];
    Arrays.fill(bytes, (byte) value);
    bytes[0] = (byte) (value >> 8);
    bytes[1] = (byte) (value >> 16);
    return bytes;
  }
}
