package io.timecoin.mempool.proposal;

import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.MicroblockDefect;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Judges values on the tip (PROTOCOL §6.2). A body counts only if this very copy has passed a
 * verifier; what the pool thinks of it does not count.
 */
final class ProposalJudge {
  private final ChainRules rules;
  private final FinalState state;

  ProposalJudge(ChainRules rules, FinalState state) {
    this.rules = rules;
    this.state = state;
  }

  /**
   * The verdict on a value whose sequence follows the tip.
   *
   * @param clockMatters whether a clock far behind waits
   */
  Judgement judge(ValueInHand value, boolean clockMatters, long clockMillis) {
    if (value.verdict().isPresent()) {
      return value.verdict().get();
    }
    MicroblockHeader header = value.header();
    if (clockMatters && isAhead(header, clockMillis)) {
      return new Judgement.NotYet(
          header, "the clock is %d ms behind".formatted(header.timeMillis() - clockMillis));
    }
    Optional<Judgement.Invalid> defect = defectWithoutBodies(value);
    if (defect.isEmpty() && !value.missing().isEmpty()) {
      return new Judgement.NotYet(header, value.missing().size() + " bodies are missing");
    }
    Judgement verdict = defect.isPresent() ? defect.get() : judgeBodies(value);
    value.judged(verdict);
    return verdict;
  }

  /** When the clock lets a value be judged, Unix milliseconds; 0 if it does already. */
  long judgedFromMillis(MicroblockHeader header) {
    long lag = Limits.MAX_CLOCK_LAG_MILLIS;
    return hasSmallestTime(header) ? 0 : Math.max(header.timeMillis(), lag) - lag;
  }

  private boolean isAhead(MicroblockHeader header, long clockMillis) {
    return clockMillis < judgedFromMillis(header);
  }

  private boolean hasSmallestTime(MicroblockHeader header) {
    return header.timeMillis() == state.tip().timeMillis() + 1;
  }

  /** What makes it invalid whatever the bodies are that are still missing. */
  private static Optional<Judgement.Invalid> defectWithoutBodies(ValueInHand value) {
    MicroblockHeader header = value.header();
    List<Hash256> wtxids = value.value().wtxids();
    if (value.refusal().isPresent()) {
      Refusal refusal = value.refusal().get();
      return Optional.of(
          new Judgement.Invalid(
              header,
              MicroblockDefect.BAD_TRANSACTION.name(),
              new Judgement.Refused.ByTransaction(
                  refusal, refusal.code() + ", " + refusal.detail())));
    }
    if (wtxids.size() > Limits.MAX_MICROBLOCK_TRANSACTIONS) {
      return asWhole(
          header, MicroblockDefect.TOO_MANY_TRANSACTIONS, wtxids.size() + " transactions");
    }
    if (value.bytes() > Limits.MAX_MICROBLOCK_BODY_BYTES) {
      return asWhole(
          header, MicroblockDefect.TOO_LARGE, "more than " + value.bytes() + " bytes of bodies");
    }
    if (!header.transactionRoot().equals(MerkleTree.root(wtxids))) {
      return asWhole(
          header,
          MicroblockDefect.WRONG_ROOT,
          "the root " + header.transactionRoot() + " is another list's");
    }
    return Optional.empty();
  }

  private static Optional<Judgement.Invalid> asWhole(
      MicroblockHeader header, MicroblockDefect defect, String detail) {
    return Optional.of(
        new Judgement.Invalid(header, defect.name(), new Judgement.Refused.AsWhole(detail)));
  }

  private Judgement judgeBodies(ValueInHand value) {
    MicroblockHeader header = value.header();
    return switch (rules.judge(state, header, value.transactions())) {
      case MicroblockVerdict.Valid valid ->
          new Judgement.Valid(header, value.transactions(), valid.covered());
      case MicroblockVerdict.Invalid(var defect, String detail, var refusal) ->
          new Judgement.Invalid(
              header,
              defect.name(),
              refusal
                  .<Judgement.Refused>map(why -> new Judgement.Refused.ByTransaction(why, detail))
                  .orElseGet(() -> new Judgement.Refused.AsWhole(detail)));
    };
  }
}
