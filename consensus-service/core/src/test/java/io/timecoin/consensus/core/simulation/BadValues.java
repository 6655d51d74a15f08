package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** Proposes what breaks a rule of PROTOCOL §6.2. */
final class BadValues implements Misdeed {
  private static final long FAR_AHEAD_MILLIS = 60_000;

  @Override
  public boolean leads(int round) {
    return true;
  }

  @Override
  public void lead(Puppet puppet, Leadership leadership) {
    var justification = leadership.unbound();
    var coin = puppet.coin();
    if (justification.isEmpty() || coin.isEmpty()) {
      return;
    }
    var position = leadership.position();
    var transactions = transactions(puppet, Payments.of(coin.get(), 3, 0));
    long ahead = puppet.draw().chance(10) ? FAR_AHEAD_MILLIS : 0;
    puppet
        .value(position, puppet.world().queue().nowMillis() + ahead, transactions)
        .map(value -> header(puppet, position, value.header()))
        .ifPresent(
            header ->
                puppet.propose(
                    header,
                    transactions,
                    leadership.round(),
                    puppet.withOwn(leadership, justification.get()),
                    puppet.everyone()));
  }

  /** With a defect, or without one where the header gets it. */
  private static List<Transaction> transactions(Puppet puppet, Transaction good) {
    return switch (puppet.draw().below(6)) {
      case 0 -> List.of(Payments.wronglySigned(good.inputs().getFirst().outpoint()));
      case 1 -> List.of(good, good);
      case 2 -> List.of(good, Payments.of(good.inputs().getFirst().outpoint(), 4, 0));
      case 3, 4 -> List.of(lastSpent(puppet).orElse(good));
      default -> List.of(good);
    };
  }

  /** Spends once more what the last microblock has spent. */
  private static Optional<Transaction> lastSpent(Puppet puppet) {
    var chain = puppet.world().checker().chain();
    return chain.isEmpty()
        ? Optional.empty()
        : chain.getLast().transactions().stream()
            .findFirst()
            .map(spent -> Payments.of(spent.inputs().getFirst().outpoint(), 9_999, 0));
  }

  private static MicroblockHeader header(
      Puppet puppet, ChainPosition position, MicroblockHeader good) {
    return switch (puppet.draw().below(8)) {
      case 0 -> with(good, good.previousDigest(), position.timeMillis(), good.transactionRoot());
      case 1 -> with(good, Hash256.ZERO, good.timeMillis(), good.transactionRoot());
      case 2 -> with(good, good.previousDigest(), good.timeMillis(), good.previousDigest());
      case 3 ->
          good.withSeal(
              good.seal().isPresent() ? Optional.empty() : Optional.of(position.lastBlock()));
      case 4 -> good.withSeal(good.seal().map(BadValues::withOtherCommittee));
      default -> good;
    };
  }

  private static MicroblockHeader with(
      MicroblockHeader header, Hash256 previous, long timeMillis, Hash256 root) {
    return new MicroblockHeader(
        header.sequence(),
        previous,
        timeMillis,
        header.proposer(),
        header.transactionCount(),
        root,
        header.seal());
  }

  private static BlockHeader withOtherCommittee(BlockHeader seal) {
    var coverage = seal.coverage().orElseThrow();
    return new BlockHeader(
        seal.height(),
        seal.previousHash(),
        seal.merkleRoot(),
        seal.timestamp(),
        seal.blockReward(),
        Optional.of(
            new BlockHeader.Coverage(
                coverage.stateCommitment(),
                Hash256.ZERO,
                coverage.firstSequence(),
                coverage.lastSequence())));
  }
}
