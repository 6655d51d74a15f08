package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.topics.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

      assertTransactions(stream.read(Topic.CHAIN_TRANSACTIONS));
      assertBlocks(stream.read(Topic.CHAIN_BLOCKS));
      assertEntries(stream.read(Topic.CHAIN_ADDRESSES));
    }
  }

  private void assertTransactions(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    Set<ByteString> txids = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var event = TransactionRecord.parseFrom(record.value());
      assertThat(record.key()).isEqualTo(event.getTxid().toByteArray());
      assertThat(txids.add(event.getTxid())).isTrue();
      assertProves(event, CHAIN.microblocks().get((int) event.getSequence() - 1));
    }
    assertThat(txids).hasSize(transactionCount());
  }

  private static void assertBlocks(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    long height = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var event = BlockRecord.parseFrom(record.value());
      assertThat(event.getHeight()).isEqualTo(height++);
      if (event.getHeight() > 0) {
        assertThat(CHAIN.microblocks().get((int) event.getLastSequence() - 1).header().seal())
            .map(seal -> ByteString.copyFrom(seal.encode()))
            .contains(event.getHeader());
      }
    }
    assertThat(height).isEqualTo(CHAIN.tip().lastBlock().height() + 1);
  }

  private static void assertEntries(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    Map<String, Long> balances = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var event = AddressRecord.parseFrom(record.value());
      String address = event.getAddress();
      assertThat(event.getEntryNumber()).isEqualTo(numbers.getOrDefault(address, 0L) + 1);
      assertThat(event.getBalanceAfter())
          .isEqualTo(balances.getOrDefault(address, 0L) + event.getCredit() - event.getDebit());
      balances.put(address, event.getBalanceAfter());
      numbers.put(address, event.getEntryNumber());
    }
    assertThat(balances.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(CHAIN.state().unspent().stream().mapToLong(each -> each.output().value()).sum());
  }

  private static int transactionCount() {
    return CHAIN.microblocks().stream().mapToInt(each -> each.transactions().size()).sum();
  }
}
