package io.timecoin.consensus.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The only randomness of a run. Streams of different names do not disturb each other. */
final class Seeded {
  private final RandomGenerator random;

  private Seeded(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static Seeded stream(long seed, Stream stream) {
    return new Seeded(seed * Stream.COUNT + stream.number);
  }

  /** What is drawn from where: adding draws to one leaves the others as they are. */
  enum Stream {
    SCENARIO(0),
    NETWORK(1),
    DISK(2),
    MEMPOOL(3),
    ADVERSARY(4),
    FREEZE(5);

    private static final int COUNT = 6;

    private final int number;

    Stream(int number) {
      this.number = number;
    }
  }

  /** 0..bound-1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Each of them with this chance, in order. */
  <T> List<T> some(List<T> list, int percent) {
    var chosen = new ArrayList<T>();
    for (T each : list) {
      if (chance(percent)) {
        chosen.add(each);
      }
    }
    return chosen;
  }

  /** All of them in a drawn order. */
  <T> List<T> shuffled(List<T> list) {
    var order = new ArrayList<>(list);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T moved = order.set(i, order.get(j));
      order.set(j, moved);
    }
    return order;
  }

  byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
