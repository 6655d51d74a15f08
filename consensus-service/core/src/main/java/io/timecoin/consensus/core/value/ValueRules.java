package io.timecoin.consensus.core.value;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of PROTOCOL §6.2 that knows no transaction: numbers, time, root, and the seal. The rest
 * is mempool's.
 */
public record ValueRules(GenesisDocument genesis, Committees committees, LeafRule leaves) {

  /** What stands for a transaction in list and root. */
  @FunctionalInterface
  public interface LeafRule {
    Hash256 leafOf(Transaction transaction);

    /** The leaves of these transactions, in their order. */
    default List<Hash256> of(List<Transaction> transactions) {
      return transactions.stream().map(this::leafOf).toList();
    }
  }

  /** The rules while nobody registers. */
  public ValueRules(GenesisDocument genesis) {
    this(genesis, Committees.unchanged(), Transaction::wtxid);
  }

  /** Whether this is the list that the header names. */
  public boolean hasList(MicroblockHeader header, List<Hash256> wtxids) {
    return MerkleTree.root(wtxids).equals(header.transactionRoot());
  }

  /** The first thing wrong with a header and its list; empty if nothing is. */
  public Optional<String> headerDefect(
      ChainPosition position, MicroblockHeader header, List<Hash256> wtxids) {
    if (!position.isFollowedBy(header)) {
      return Optional.of("it does not follow sequence " + position.sequence());
    }
    if (!position.committee().contains(header.proposer())) {
      return Optional.of("its proposer is no member");
    }
    if (header.transactionCount() != wtxids.size()
        || wtxids.size() > Limits.MAX_MICROBLOCK_TRANSACTIONS) {
      return Optional.of("it counts " + header.transactionCount() + ", not " + wtxids.size());
    }
    if (!hasList(header, wtxids)) {
      return Optional.of("its root is not that of its list");
    }
    return sealDefect(position, header);
  }

  private Optional<String> sealDefect(ChainPosition position, MicroblockHeader header) {
    var timestamp = sealTimestamp(position, header.timeMillis());
    if (timestamp.isPresent() != header.seal().isPresent()) {
      return Optional.of("it carries a seal exactly when it must not");
    }
    return timestamp.isEmpty() && header.transactionCount() == 0
        ? Optional.of("it carries neither transactions nor a seal")
        : Optional.empty();
  }

  /** Judges bodies and seal of a value that mempool finds valid. */
  public Judgement judge(
      ChainPosition position,
      MicroblockHeader header,
      List<Transaction> transactions,
      SealInputs inputs) {
    if (!hasList(header, leaves.of(transactions))) {
      return new Judgement.Invalid("the bodies are not the header's");
    }
    var expected = seal(position, header.timeMillis(), header.proposer(), inputs);
    return expected.equals(header.seal())
        ? new Judgement.Valid(transactions)
        : new Judgement.Invalid("the seal is not the one this node computes");
  }

  /**
   * The value that this node makes of a draft; empty if it would carry neither transactions nor a
   * seal, or its time is not after the last microblock's.
   */
  public Optional<KnownValue> ofDraft(
      ChainPosition position,
      PublicKey proposer,
      long timeMillis,
      List<Transaction> transactions,
      SealInputs inputs) {
    var wtxids = leaves.of(transactions);
    var header =
        new MicroblockHeader(
            position.nextSequence(),
            position.digest(),
            timeMillis,
            proposer,
            transactions.size(),
            MerkleTree.root(wtxids),
            seal(position, timeMillis, proposer, inputs));
    return headerDefect(position, header, wtxids).isPresent()
        ? Optional.empty()
        : Optional.of(new KnownValue(header, wtxids, new Judgement.Valid(transactions)));
  }

  private Optional<BlockHeader> seal(
      ChainPosition position, long timeMillis, PublicKey proposer, SealInputs inputs) {
    var timestamp = sealTimestamp(position, timeMillis);
    return timestamp.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Seal.build(
                    genesis.baseReward(),
                    position.committee(),
                    committees.after(position.committee(), position.nextSequence()).hash(),
                    position.lastBlock(),
                    inputs,
                    position.nextSequence(),
                    proposer,
                    timestamp.getAsLong())
                .header());
  }

  private OptionalLong sealTimestamp(ChainPosition position, long timeMillis) {
    return SealRule.sealTimestamp(genesis, position.lastBlock().timestamp(), timeMillis);
  }
}
