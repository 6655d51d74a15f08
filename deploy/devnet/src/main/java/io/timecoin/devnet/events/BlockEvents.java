package io.timecoin.devnet.events;

import io.timecoin.devnet.events.ProvenRange.ProvenMicroblock;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.Rewards;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * chain.blocks: every block that a microblock of the range seals, once and in order. Blocks of
 * other sequences are passed over.
 */
final class BlockEvents {
  private final ProvenRange range;
  private final Deque<Seal> wanted = new ArrayDeque<>();
  private int count;

  BlockEvents(ProvenRange range) {
    this.range = range;
    GenesisDocument genesis = range.genesis();
    if (range.fromGenesis()) {
      wanted.add(new Seal(genesis.header(), genesis.coinbase()));
    }
    range.microblocks().forEach(microblock -> microblock.seal().ifPresent(wanted::add));
  }

  /** Takes one, in the topic's order. */
  void take(BlockRecord event) throws EventDefectException {
    boolean isOfTheRange =
        event.getLastSequence() == 0
            ? range.fromGenesis()
            : range.contains(event.getLastSequence());
    if (!isOfTheRange) {
      return;
    }
    require(event, !wanted.isEmpty(), "it is there twice, or nothing seals it");
    BlockHeader header = wanted.peek().header();
    require(
        event,
        event.getHeight() == header.height(),
        "it stands where height %d is due".formatted(header.height()));
    require(
        event,
        Fields.is(event.getHeader(), header.encode())
            && Fields.is(event.getBlockHash(), header.hash()),
        "its header or hash is another's");
    require(
        event,
        Fields.is(event.getCoinbase(), wanted.peek().coinbase().encode()),
        "its coinbase is another's");
    require(
        event,
        event.getFirstSequence() == header.firstSequence()
            && event.getLastSequence() == header.lastSequence(),
        "its sequences are another's");
    require(event, event.getFees() == fees(header), "its fees are not what the coinbase pays out");
    OptionalLong transactions = transactions(header);
    require(
        event,
        transactions.isEmpty() || event.getTransactionCount() == transactions.getAsLong(),
        "its sequences have another number of transactions");
    wanted.remove();
    count++;
  }

  /** All were taken. */
  void end() throws EventDefectException {
    if (!wanted.isEmpty()) {
      throw new EventDefectException(
          Topic.CHAIN_BLOCKS,
          "gap: the block of height %d is missing".formatted(wanted.peek().header().height()));
    }
  }

  int count() {
    return count;
  }

  private long fees(BlockHeader header) {
    GenesisDocument genesis = range.genesis();
    return header.coverage().isEmpty()
        ? 0
        : header.blockReward()
            - Rewards.rewardFor(genesis.baseReward(), genesis.committee().size());
  }

  /** Empty where some of them are before the range. */
  private OptionalLong transactions(BlockHeader header) {
    if (header.coverage().isEmpty()) {
      return OptionalLong.of(0);
    }
    if (!range.contains(header.firstSequence())) {
      return OptionalLong.empty();
    }
    ProvenMicroblock last = range.microblock(header.lastSequence());
    return OptionalLong.of(
        last.firstNumber()
            + last.header().transactionCount()
            - range.microblock(header.firstSequence()).firstNumber());
  }

  private static void require(BlockRecord event, boolean holds, String defect)
      throws EventDefectException {
    if (!holds) {
      throw new EventDefectException(
          Topic.CHAIN_BLOCKS, "the block of height %d: %s".formatted(event.getHeight(), defect));
    }
  }
}
