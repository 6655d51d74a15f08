package io.timecoin.mempool.utxo;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.transaction.OutPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One part of the index, crowded: records come and go at random, and after each the part finds
 * every one that is here and none that is not.
 */
class IndexPartPropertyTest {
  private static final int STEPS = 3_000;

  private final RecordPages records = new RecordPages(1);
  private final Map<OutPoint, Integer> model = new HashMap<>();
  private final List<OutPoint> gone = new ArrayList<>();
  private int most;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itFindsWhatIsHereAndNothingElse(long seed) {
    var random = new Random(seed);
    var outputs = new RandomOutputs(random);
    var hash = OutPointHash.drawn(random);
    var part = new IndexPart(records, hash);
    for (int step = 0; step < STEPS; step++) {
      // It fills for a while, then empties, and so again.
      boolean filling = step / 500 % 2 == 0;
      if (model.isEmpty() || random.nextInt(10) < (filling ? 7 : 3)) {
        var outpoint =
            !gone.isEmpty() && random.nextInt(4) == 0
                ? gone.remove(random.nextInt(gone.size()))
                : new OutPoint(outputs.txid(), random.nextInt());
        int record = records.add(outpoint, step);
        part.add(hash.of(outpoint), record);
        model.put(outpoint, record);
        most = Math.max(most, model.size());
      } else {
        OutPoint outpoint = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
        int record = model.remove(outpoint);
        part.remove(hash.of(outpoint), record);
        records.remove(record);
        gone.add(outpoint);
      }
      check(part, hash);
    }
    assertThat(most).isGreaterThan(100);
    assertThat(records.used()).as("places are used again").isEqualTo(most);
  }

  private void check(IndexPart part, OutPointHash hash) {
    assertThat(records.size()).isEqualTo(model.size());
    model.forEach(
        (outpoint, record) -> assertThat(part.find(hash.of(outpoint), outpoint)).isEqualTo(record));
    for (OutPoint outpoint : gone) {
      assertThat(part.find(hash.of(outpoint), outpoint)).isEqualTo(IndexPart.NONE);
    }
  }
}
