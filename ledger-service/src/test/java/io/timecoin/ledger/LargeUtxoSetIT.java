package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamChunk;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamStart;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The ledger's share of a mempool's start: a set of five million outputs is streamed from
 * PostgreSQL. Measures: how long that takes is printed, and written to {@code
 * target/large-utxo-set.txt}.
 */
@QuarkusTest
@WithTestResource(LedgerBackends.class)
@EnabledIfSystemProperty(named = "test.full", matches = "true")
class LargeUtxoSetIT extends WrittenLedger {
  private static final int OUTPUTS = 5_000_000;
  private static final double SECOND = 1_000_000_000;

  private static final String FILL =
      """
      WITH filled AS (
        INSERT INTO utxo (txid, output_index, value, script, sequence, coinbase)
        SELECT sha256(int8send(i)), i %% 3, 100000000,
            convert_to('TIME01' || md5((i %% 100000)::text), 'UTF8'), 1, false
        FROM generate_series(1, %d) AS i)
      UPDATE ledger_state SET utxo_count = utxo_count + %d
      """
          .formatted(OUTPUTS, OUTPUTS);

  @Inject Pool pool;

  @Test
  void aLargeSetIsStreamedAsAWhole() throws Exception {
    pool.query(FILL).execute().toCompletionStage().toCompletableFuture().get(15, TimeUnit.MINUTES);

    long before = System.nanoTime();
    long outputs = streamed();
    double seconds = (System.nanoTime() - before) / SECOND;

    assertThat(outputs).isEqualTo(OUTPUTS + CHAIN.state().unspent().size());
    String figure = "%d outputs streamed in %.1f s".formatted(outputs, seconds);
    System.out.println(figure);
    Files.writeString(Path.of("target", "large-utxo-set.txt"), figure);
  }

  private long streamed() throws IOException, InterruptedException {
    try (var frames = ledger.stream("/internal/v1/chain/utxos")) {
      UtxoStreamStart start = UtxoStreamStart.parseDelimitedFrom(frames);
      long outputs = 0;
      UtxoStreamChunk chunk;
      do {
        chunk = UtxoStreamChunk.parseDelimitedFrom(frames);
        outputs += chunk.getUtxosCount();
      } while (!chunk.getLast());
      assertThat(start.getUtxoCount()).isEqualTo(outputs);
      return outputs;
    }
  }
}
