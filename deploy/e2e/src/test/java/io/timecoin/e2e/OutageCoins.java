package io.timecoin.e2e;

import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Payments for an {@link OutageClient}, each of a coin of its own, made when it is asked for. */
final class OutageCoins implements Supplier<Transaction> {
  private static final int PER_SPLIT = 200;
  private static final long COIN = 10_000_000L;

  private record Part(Transaction split, int index) {}

  private final Purse purse;
  private final Deque<Part> parts = new ArrayDeque<>();

  OutageCoins(RunningDevnet devnet, int count) {
    this.purse = devnet.purse();
    var payments = new Payments(devnet.gateway());
    while (parts.size() < count) {
      Transaction split = purse.split(purse.coin(), PER_SPLIT, COIN);
      payments.settle(split);
      for (int i = 0; i < PER_SPLIT; i++) {
        parts.add(new Part(split, i));
      }
    }
  }

  @Override
  public synchronized Transaction get() {
    Part part = parts.removeFirst();
    return purse.pay(purse.output(part.split(), part.index()), purse.owner(), COIN / 2);
  }
}
