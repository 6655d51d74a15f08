package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes the seal that a microblock must carry and compares (PROTOCOL §7). */
final class SealCheck {
  private final ChainRules rules;

  SealCheck(ChainRules rules) {
    this.rules = rules;
  }

  /**
   * The seal with its coinbase; empty where none belongs.
   *
   * @param inputs what the seal covers, this microblock included
   * @throws ContradictionException unless the header carries exactly that
   */
  Optional<Seal> check(LedgerState before, MicroblockHeader header, SealInputs inputs)
      throws ContradictionException {
    OptionalLong due =
        rules.sealRule().sealTimestamp(before.lastBlock().timestamp(), header.timeMillis());
    if (due.isPresent() != header.seal().isPresent()) {
      throw contradiction(
          header, due.isPresent() ? "the slot's end is not sealed" : "no slot has ended");
    }
    if (due.isEmpty()) {
      return Optional.empty();
    }
    Seal computed = build(before, header, inputs, due.getAsLong());
    BlockHeader claimed = header.seal().orElseThrow();
    Optional<String> difference = computed.firstDifference(claimed);
    if (difference.isPresent()) {
      throw contradiction(header, difference.get());
    }
    return Optional.of(computed);
  }

  private Seal build(LedgerState before, MicroblockHeader header, SealInputs inputs, long timestamp)
      throws ContradictionException {
    try {
      return Seal.build(
          rules.baseReward(),
          rules.committee(),
          before.lastBlock(),
          inputs,
          header.sequence(),
          header.proposer(),
          timestamp);
    } catch (ArithmeticException e) {
      throw contradiction(header, "reward and fees are above 2^63-1");
    }
  }

  private static ContradictionException contradiction(MicroblockHeader header, String detail) {
    return new ContradictionException(ContradictionCode.SEAL, header.sequence(), detail);
  }
}
