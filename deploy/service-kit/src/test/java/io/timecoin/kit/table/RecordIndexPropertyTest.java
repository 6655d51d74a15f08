package io.timecoin.kit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records come and go at random, in a crowd of equal hashes, and after each the index finds every
 * one that is here and none that is not.
 */
class RecordIndexPropertyTest {
  private static final int STEPS = 3_000;

  /** So few that many records want one place. */
  private static final int HASHES = 60;

  private final Map<Integer, Long> keys = new HashMap<>();
  private final RecordIndex<Long> index =
      new RecordIndex<>(
          new RecordKeys<>() {
            @Override
            public boolean isOf(int record, Long key) {
              return key.equals(keys.get(record));
            }

            @Override
            public long hash(int record) {
              return RecordIndexPropertyTest.hash(keys.get(record));
            }
          });
  private final Map<Long, Integer> model = new HashMap<>();
  private final List<Long> gone = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itFindsWhatIsHereAndNothingElse(long seed) {
    var random = new Random(seed);
    int most = 0;
    for (int step = 0; step < STEPS; step++) {
      // It fills for a while, then empties, and so again.
      boolean filling = step / 500 % 2 == 0;
      if (model.isEmpty() || random.nextInt(10) < (filling ? 7 : 3)) {
        long key =
            !gone.isEmpty() && random.nextInt(4) == 0
                ? gone.remove(random.nextInt(gone.size()))
                : random.nextLong();
        keys.put(step, key);
        index.add(hash(key), step);
        model.put(key, step);
        most = Math.max(most, model.size());
      } else {
        long key = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
        int record = model.remove(key);
        index.remove(hash(key), record);
        keys.remove(record);
        gone.add(key);
      }
      check();
    }
    assertThat(most).isGreaterThan(100);
  }

  @Test
  void whatIsNotHereCannotLeave() {
    keys.put(1, 7L);

    assertThatThrownBy(() -> index.remove(hash(7), 1)).isInstanceOf(IllegalStateException.class);
  }

  private void check() {
    model.forEach((key, record) -> assertThat(index.find(hash(key), key)).isEqualTo(record));
    for (Long key : gone) {
      assertThat(index.find(hash(key), key)).isEqualTo(RecordIndex.NONE);
    }
  }

  /** Negative ones among them. */
  private static long hash(long key) {
    return (long) Math.floorMod(key, HASHES) - HASHES / 2;
  }
}
