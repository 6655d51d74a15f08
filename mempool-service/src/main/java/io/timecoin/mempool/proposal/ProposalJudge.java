package io.timecoin.mempool.proposal;

import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.state.ChainRules;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges values on the tip (PROTOCOL §6.2). A body counts only if this very copy has passed a
 * verifier, which is so for everything that is kept here.
 */
final class ProposalJudge {
  private final ChainRules rules;
  private final FinalState state;
  private final Mempool mempool;

  ProposalJudge(ChainRules rules, FinalState state, Mempool mempool) {
    this.rules = rules;
    this.state = state;
    this.mempool = mempool;
  }

  /** The verdict on a value whose sequence follows the tip. */
  Judgement judge(VerdictRequest request, long clockMillis) {
    MicroblockHeader header = request.header();
    if (request.wtxids().size() > Limits.MAX_MICROBLOCK_TRANSACTIONS) {
      return new Judgement.Invalid(
          header,
          "TOO_MANY_TRANSACTIONS",
          new Judgement.Refused.AsWhole(request.wtxids().size() + " transactions"));
    }
    boolean noSmallerTime = header.timeMillis() == state.tip().timeMillis() + 1;
    if (header.timeMillis() > clockMillis + Limits.MAX_CLOCK_LAG_MILLIS && !noSmallerTime) {
      return new Judgement.NotYet(
          header, "the clock is %d ms behind".formatted(header.timeMillis() - clockMillis));
    }
    List<Transaction> bodies = new ArrayList<>(request.wtxids().size());
    int missing = 0;
    for (Hash256 wtxid : request.wtxids()) {
      Optional<Transaction> body = mempool.body(wtxid);
      body.ifPresent(bodies::add);
      missing += body.isPresent() ? 0 : 1;
    }
    return missing == 0
        ? judge(header, bodies)
        : new Judgement.NotYet(header, missing + " bodies are missing");
  }

  private Judgement judge(MicroblockHeader header, List<Transaction> bodies) {
    return switch (rules.judge(state, header, bodies)) {
      case MicroblockVerdict.Valid valid -> new Judgement.Valid(header, bodies, valid.covered());
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
