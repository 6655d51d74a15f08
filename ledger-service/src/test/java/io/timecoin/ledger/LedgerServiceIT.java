package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.PublishedEvents;
import io.timecoin.protocol.topics.Topic;
import org.junit.jupiter.api.Test;

/** Beside the reads: the public topics, the figures, and how a read is refused. */
@QuarkusTest
@WithTestResource(LedgerBackends.class)
class LedgerServiceIT extends WrittenLedger {
  @Test
  void theFiguresFollow() throws Exception {
    assertThat(ledger.text("/q/metrics"))
        .contains("timecoin_ledger_applied_sequence " + MICROBLOCKS + ".0")
        .contains("timecoin_ledger_lag_sequences 0.0")
        .contains("timecoin_ledger_halted 0.0");
  }

  @Test
  void whatIsUnknownOrWrongIsNamed() throws Exception {
    String nowhere = "0".repeat(64);
    assertThat(ledger.error("/internal/v1/transactions/" + nowhere).getCode())
        .isEqualTo("NOT_FOUND");
    assertThat(ledger.status("/internal/v1/transactions/xyz")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/blocks/999999")).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/blocks/" + nowhere)).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/blocks/-1")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/blocks/1?limit=1001")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/blocks/1?limit=0")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/outpoints/" + nowhere + "/0")).isEqualTo(404);
    assertThat(ledger.status("/internal/v1/outpoints/" + nowhere + "/x")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/addresses/TIME1abc/balance")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/microblocks?from=-1")).isEqualTo(400);
    assertThat(ledger.status("/internal/v1/microblocks?limit=501")).isEqualTo(400);
    assertThat(
            ledger.status(
                "/internal/v1/addresses/%s/utxos?cursor=nonsense"
                    .formatted(CHAIN.walletAddress(0))))
        .isEqualTo(400);
  }

  @Test
  void everyEventIsPublishedOnceAndProvesItself() throws Exception {
    try (var stream = new ChainStream(backends)) {
      Await.until(
          "the last microblock is published",
          () ->
              stream.read(Topic.CHAIN_TRANSACTIONS).size() >= transactionCount()
                  && stream.read(Topic.CHAIN_BLOCKS).size() > CHAIN.tip().lastBlock().height());

      new PublishedEvents(stream, CHAIN).assertOnceAndComplete();
    }
  }

  private static int transactionCount() {
    return CHAIN.microblocks().stream().mapToInt(each -> each.transactions().size()).sum();
  }
}
