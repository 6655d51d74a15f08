package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.ServiceProcess;
import io.timecoin.e2e.recomputed.PlainBlock;
import io.timecoin.e2e.recomputed.PlainGenesis;
import io.timecoin.e2e.recomputed.PlainReplay;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Blocks every five seconds, each confirmed by a recomputation that shares no code with the node.
 */
final class SealsE2E {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final int SLOTS_WITHOUT_CONSENSUS = 3;
  private static final long TIME = 100_000_000L;

  @RegisterExtension static final RunningDevnet DEVNET = new RunningDevnet("seals", 1, INTERVAL);

  private final Payments payments = new Payments(DEVNET.gateway());

  @Test
  void everySealIsTheRecomputedOneThroughIdleSlotsAndAStopOfConsensus() throws IOException {
    pay(5);
    // Two slots end with nobody paying.
    payments.awaitHeight(payments.height() + 3, INTERVAL.multipliedBy(6));
    stopConsensusForSomeSlots();
    pay(3);
    payments.awaitHeight(payments.height() + 2, INTERVAL.multipliedBy(6));

    List<PlainBlock> blocks = recomputed();

    assertThat(blocks).anyMatch(block -> block.txids().size() > 1);
    assertThat(blocks).anyMatch(block -> block.txids().size() == 1);
    assertThat(gaps(blocks)).anyMatch(gap -> gap >= SLOTS_WITHOUT_CONSENSUS * INTERVAL.toSeconds());
    blocks.forEach(this::compareWithTheNode);
  }

  private void pay(int count) {
    for (int i = 0; i < count; i++) {
      payments.settle(
          DEVNET.purse().payWithMemo(DEVNET.purse().coin(), Purse.stranger(), TIME + i, "n" + i));
    }
  }

  private void stopConsensusForSomeSlots() {
    ServiceProcess consensus = DEVNET.service(ServiceKind.CONSENSUS);
    consensus.stop();
    Instant until = Instant.now().plus(INTERVAL.multipliedBy(SLOTS_WITHOUT_CONSENSUS));
    Poll.untilTrue("slots to pass", INTERVAL.multipliedBy(10), () -> Instant.now().isAfter(until));
    DEVNET.restart(consensus);
  }

  /** Every block whose seal is final now; the replay compares each seal byte for byte. */
  private static List<PlainBlock> recomputed() throws IOException {
    var replay = new PlainReplay(PlainGenesis.parse(Files.readString(DEVNET.genesisFile())));
    assertThat(DEVNET.gateway().call("getblockhash", 0).textValue())
        .isEqualTo(replay.genesisHash());
    for (MicroblockRecord record :
        DEVNET.topics().values(ChainStream.TOPIC, MicroblockRecord.parser())) {
      replay.apply(
          record.getHeader().toByteArray(),
          record.getTransactionsList().stream().map(bytes -> bytes.toByteArray()).toList());
    }
    List<PlainBlock> blocks = replay.blocks();
    new Payments(DEVNET.gateway()).awaitHeight(blocks.getLast().height(), Payments.LIMIT);
    return blocks;
  }

  private static List<Long> gaps(List<PlainBlock> blocks) {
    return java.util.stream.IntStream.range(1, blocks.size())
        .mapToObj(i -> blocks.get(i).timestamp() - blocks.get(i - 1).timestamp())
        .toList();
  }

  private void compareWithTheNode(PlainBlock expected) {
    JsonNode header = DEVNET.gateway().call("getblockheader", expected.hash());
    JsonNode block = DEVNET.gateway().call("getblock", expected.height(), 1);

    assertThat(DEVNET.gateway().call("getblockhash", expected.height()).textValue())
        .isEqualTo(expected.hash());
    for (JsonNode told : List.of(header, block)) {
      assertThat(told.path("hash").textValue()).isEqualTo(expected.hash());
      assertThat(told.path("height").asLong()).isEqualTo(expected.height());
      assertThat(told.path("previousblockhash").textValue()).isEqualTo(expected.previousHash());
      assertThat(told.path("merkleroot").textValue()).isEqualTo(expected.merkleRoot());
      assertThat(told.path("time").asLong()).isEqualTo(expected.timestamp());
      assertThat(told.path("reward_satoshi").asLong()).isEqualTo(expected.reward());
      assertThat(told.path("state_commitment").textValue()).isEqualTo(expected.stateCommitment());
      assertThat(told.path("committee_hash").textValue()).isEqualTo(expected.committeeHash());
      assertThat(told.path("first_sequence").asLong()).isEqualTo(expected.firstSequence());
      assertThat(told.path("last_sequence").asLong()).isEqualTo(expected.lastSequence());
    }
    assertThat(StreamSupport.stream(block.path("tx").spliterator(), false).map(JsonNode::textValue))
        .containsExactlyElementsOf(expected.txids());
  }
}
