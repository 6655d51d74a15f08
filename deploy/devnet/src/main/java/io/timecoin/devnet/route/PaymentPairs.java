package io.timecoin.devnet.route;

import io.timecoin.devnet.load.Coin;
import io.timecoin.devnet.load.Fee;
import io.timecoin.devnet.load.Signer;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The bench's own coins, two and two. A payment spends one pair, whose owners differ, and makes the
 * next pair of two other owners: so the number of coins stays as it is however long a run lasts,
 * and all can be signed long before it is sent. Pairs take turns: between a payment and the one
 * that spends its outputs lie as many others as there are pairs. Not thread-safe.
 */
final class PaymentPairs {
  /** Coins that a payment spends, with a signature each. */
  static final int INPUTS = 2;

  /** Coins that a payment makes. */
  static final int OUTPUTS = 2;

  private final Signer signer;
  private final List<KeyPair> owners;
  private final List<Coin> coins;

  /** Payments signed so far, and coins and their number when the last load was begun. */
  private long made;

  private List<Coin> before = List.of();
  private long madeBefore;

  /**
   * Pairs of neighbours.
   *
   * @param coins an even number of unspent coins, no two of one owner
   */
  PaymentPairs(Signer signer, List<Coin> coins) {
    if (coins.isEmpty() || coins.size() % INPUTS != 0) {
      throw new IllegalArgumentException(coins.size() + " coins make no pairs");
    }
    this.signer = signer;
    this.owners = coins.stream().map(Coin::owner).toList();
    this.coins = new ArrayList<>(coins);
  }

  /** How many pairs there are. */
  int count() {
    return coins.size() / INPUTS;
  }

  /**
   * Signs a load, and remembers the coins as they are now.
   *
   * @param file where it is kept until it is closed
   */
  SignedLoad load(Path file, int count) {
    before = List.copyOf(coins);
    madeBefore = made;
    long nowSeconds = Instant.now().getEpochSecond();
    return SignedLoad.write(file, count, piece -> sign(piece, nowSeconds));
  }

  /**
   * Goes on from the coins that the last load really made: a payment that was not sent, or not
   * taken, has made none. Called when no more of the load will become final.
   *
   * @param isFinal by a payment's number in the load
   */
  void settle(SignedLoad load, IntPredicate isFinal) {
    for (int pair = 0; pair < count(); pair++) {
      int first = (int) Math.floorMod(pair - madeBefore, (long) count());
      int last = last(first, load.size());
      int made = last;
      while (made >= 0 && !isFinal.test(made)) {
        made -= count();
      }
      if (made != last) {
        restore(pair, load, made);
      }
    }
  }

  /** The number of a pair's last payment; negative when it has none. */
  private int last(int first, int size) {
    return first >= size ? first - count() : first + (size - 1 - first) / count() * count();
  }

  private void restore(int pair, SignedLoad load, int payment) {
    List<Coin> restored =
        payment < 0
            ? before.subList(INPUTS * pair, INPUTS * pair + INPUTS)
            : outputs(pair, (madeBefore + payment) / count(), load.payment(payment));
    for (int i = 0; i < INPUTS; i++) {
      coins.set(INPUTS * pair + i, restored.get(i));
    }
  }

  private List<Coin> outputs(int pair, long round, Transaction payment) {
    return IntStream.range(0, OUTPUTS)
        .mapToObj(
            i ->
                new Coin(
                    payment.outpoint(i), payment.outputs().get(i).value(), payee(pair, round, i)))
        .toList();
  }

  /**
   * Signs so many payments on all processors; each pair's in its turn, from where the last call
   * ended.
   */
  List<byte[]> sign(int count, long nowSeconds) {
    var signed = new ArrayList<byte[]>(count);
    while (signed.size() < count) {
      // Up to the end of a round: no two of these spend the same pair.
      int first = (int) (made % count());
      int these = Math.min(count - signed.size(), count() - first);
      long round = made / count();
      signed.addAll(
          IntStream.range(first, first + these)
              .parallel()
              .mapToObj(pair -> pay(pair, round, nowSeconds))
              .toList());
      made += these;
    }
    return signed;
  }

  private byte[] pay(int pair, long round, long nowSeconds) {
    List<Coin> spent = coins.subList(INPUTS * pair, INPUTS * pair + INPUTS);
    long sum = spent.stream().mapToLong(Coin::value).sum();
    long share = (sum - Fee.of(sum)) / OUTPUTS;
    var outputs = new ArrayList<Output>(OUTPUTS);
    for (int i = 0; i < OUTPUTS; i++) {
      outputs.add(Output.payTo(address(payee(pair, round, i)), share));
    }
    Transaction payment = signer.pay(List.copyOf(spent), outputs, 0, nowSeconds);
    List<Coin> created = outputs(pair, round, payment);
    for (int i = 0; i < OUTPUTS; i++) {
      spent.set(i, created.get(i));
    }
    return payment.encode();
  }

  /** The pair's next owners are those of its neighbour, of the one after that the next time. */
  private KeyPair payee(int pair, long round, int output) {
    int owner = (int) ((pair + round + 1) % count());
    return owners.get(INPUTS * owner + output);
  }

  private static Address address(KeyPair owner) {
    return Address.of(Network.DEVNET, owner.publicKey());
  }
}
