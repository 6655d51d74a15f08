package io.timecoin.protocol.chain;

import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges a microblock from its bytes and the state after its predecessor alone (PROTOCOL §6.2):
 * every node with that state comes to the same verdict. What needs a clock, a pool or a round is
 * not asked here. Immutable; as thread-safe as what is handed in.
 */
public final class MicroblockRules {
  private final SealRule sealRule;
  private final long baseReward;
  private final StatefulRules stateful;

  public MicroblockRules(GenesisDocument genesis) {
    this.sealRule = SealRule.of(genesis);
    this.baseReward = genesis.baseReward();
    this.stateful = new StatefulRules(genesis.network());
  }

  /**
   * Judges a header with its transactions.
   *
   * @param tip the state before, but for the UTXO set
   * @param committee the one that decides this sequence
   * @param view the UTXO set at the tip; must not answer with locks
   * @param stateless how PROTOCOL §4.2 is judged
   */
  public MicroblockVerdict judge(
      ChainTip tip,
      Committee committee,
      MicroblockHeader header,
      List<Transaction> transactions,
      UtxoView view,
      StatelessCheck stateless) {
    Optional<MicroblockVerdict.Invalid> defect =
        headerDefect(tip, committee, header).or(() -> bodyDefect(header, transactions));
    if (defect.isPresent()) {
      return defect.get();
    }
    OptionalLong sealTimestamp =
        sealRule.sealTimestamp(tip.lastBlock().timestamp(), header.timeMillis());
    return sealPresenceDefect(header, transactions, sealTimestamp)
        .<MicroblockVerdict>map(invalid -> invalid)
        .orElseGet(
            () ->
                switch (new BodyJudge(stateful, stateless, view).judge(tip, header, transactions)) {
                  case BodyJudge.Bad(var invalid) -> invalid;
                  case BodyJudge.Good(var effects) ->
                      judgeSeal(tip, committee, header, transactions, effects, sealTimestamp);
                });
  }

  private static Optional<MicroblockVerdict.Invalid> headerDefect(
      ChainTip tip, Committee committee, MicroblockHeader header) {
    if (header.sequence() != tip.sequence() + 1) {
      return invalid(
          MicroblockDefect.WRONG_SEQUENCE,
          "sequence %s does not follow %d"
              .formatted(Long.toUnsignedString(header.sequence()), tip.sequence()));
    }
    if (!header.previousDigest().equals(tip.digest())) {
      return invalid(
          MicroblockDefect.WRONG_PREVIOUS_DIGEST,
          "it follows %s, not %s".formatted(header.previousDigest(), tip.digest()));
    }
    if (!committee.contains(header.proposer())) {
      return invalid(
          MicroblockDefect.UNKNOWN_PROPOSER, "proposer " + header.proposer() + " is no member");
    }
    if (header.timeMillis() <= tip.timeMillis()) {
      return invalid(
          MicroblockDefect.TIME_NOT_LATER,
          "time %d is not above %d".formatted(header.timeMillis(), tip.timeMillis()));
    }
    return Optional.empty();
  }

  private static Optional<MicroblockVerdict.Invalid> bodyDefect(
      MicroblockHeader header, List<Transaction> transactions) {
    if (transactions.size() > Limits.MAX_MICROBLOCK_TRANSACTIONS) {
      return invalid(MicroblockDefect.TOO_MANY_TRANSACTIONS, transactions.size() + " transactions");
    }
    long bytes = transactions.stream().mapToLong(Transaction::size).sum();
    if (bytes > Limits.MAX_MICROBLOCK_BODY_BYTES) {
      return invalid(MicroblockDefect.TOO_LARGE, bytes + " bytes of transactions");
    }
    if (header.transactionCount() != transactions.size()) {
      return invalid(
          MicroblockDefect.WRONG_COUNT,
          "the header counts %s transactions, there are %d"
              .formatted(Integer.toUnsignedString(header.transactionCount()), transactions.size()));
    }
    if (!header.transactionRoot().equals(MicroblockHeader.rootOf(transactions))) {
      return invalid(
          MicroblockDefect.WRONG_ROOT, "the root " + header.transactionRoot() + " is another's");
    }
    return Optional.empty();
  }

  private static Optional<MicroblockVerdict.Invalid> sealPresenceDefect(
      MicroblockHeader header, List<Transaction> transactions, OptionalLong sealTimestamp) {
    if (sealTimestamp.isPresent() && header.seal().isEmpty()) {
      return invalid(
          MicroblockDefect.SEAL_MISSING, "the slot ended at " + sealTimestamp.getAsLong());
    }
    if (sealTimestamp.isEmpty() && header.seal().isPresent()) {
      return invalid(
          MicroblockDefect.SEAL_UNEXPECTED, "no slot has ended by " + header.timeMillis());
    }
    if (transactions.isEmpty() && header.seal().isEmpty()) {
      return invalid(MicroblockDefect.EMPTY, "neither transactions nor a seal");
    }
    return Optional.empty();
  }

  private MicroblockVerdict judgeSeal(
      ChainTip tip,
      Committee committee,
      MicroblockHeader header,
      List<Transaction> transactions,
      List<TransactionEffect> effects,
      OptionalLong sealTimestamp) {
    long fees = effects.stream().mapToLong(TransactionEffect::fee).sum();
    SealInputs covered = tip.sealInputs().plus(transactions, fees);
    if (sealTimestamp.isEmpty()) {
      return new MicroblockVerdict.Valid(effects, covered, Optional.empty());
    }
    Seal seal =
        Seal.build(
            baseReward,
            committee,
            tip.lastBlock(),
            covered,
            header.sequence(),
            header.proposer(),
            sealTimestamp.getAsLong());
    return seal.firstDifference(header.seal().orElseThrow())
        .<MicroblockVerdict>map(
            difference ->
                new MicroblockVerdict.Invalid(
                    MicroblockDefect.WRONG_SEAL, "the seal's " + difference, Optional.empty()))
        .orElseGet(() -> new MicroblockVerdict.Valid(effects, covered, Optional.of(seal)));
  }

  private static Optional<MicroblockVerdict.Invalid> invalid(
      MicroblockDefect defect, String detail) {
    return Optional.of(new MicroblockVerdict.Invalid(defect, detail, Optional.empty()));
  }
}
