package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.simulation.Violation.Promise;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What must happen after the faults have frozen, within a bounded number of rounds: a payment that
 * one member alone holds becomes final everywhere; so does one whose decision a member misses while
 * the network idles afterwards; and then one more.
 */
final class Progress {
  /** Rounds of a sequence: each member's turn twice, and some until all are in one round. */
  private static final int ROUNDS_PER_MEMBER = 2;

  private static final int MORE_ROUNDS = 6;

  /** PROTOCOL §6.6: the longest round, and the slowest repetition of a TIMEOUT. */
  private static final long LONGEST_ROUND_MILLIS = 30_000 + 4_000;

  /** A missed decision is noticed after a second of silence, and served in a few more. */
  private static final long CATCH_UP_MILLIS = 15_000;

  private final World world;
  private final Seeded draw;
  private int paid;

  Progress(World world, Seeded draw) {
    this.world = world;
    this.draw = draw;
  }

  void demand() {
    var freeze = new Freeze(world, draw);
    if (!freeze.quorumLives(freeze.voters())) {
      // Too many have lost their logs: no progress is promised until a person decides.
      run(60_000, () -> false);
      return;
    }
    var voters =
        freeze.voters().stream()
            .map(world::member)
            .filter(member -> freeze.remains(member.key().publicKey()))
            .toList();
    becomesFinal(payment(), List.of(draw.pick(voters)), "that one member alone holds");
    missed(draw.pick(voters));
    becomesFinal(payment(), some(voters), "after all that");
  }

  private List<SimulatedMember> some(List<SimulatedMember> voters) {
    var some = draw.some(voters, 60);
    return some.isEmpty() ? voters : some;
  }

  private Transaction payment() {
    return Payments.of(Payments.coin(Payments.COINS + paid++), 0, 0);
  }

  private void becomesFinal(Transaction payment, List<SimulatedMember> knowing, String which) {
    knowing.forEach(member -> member.mempool().offer(List.of(payment)));
    int allowed = allowedRounds();
    boolean reached =
        run(
            allowed * LONGEST_ROUND_MILLIS,
            () -> world.checker().highestRound() > allowed || allHave(payment.txid()));
    if (!reached || !allHave(payment.txid())) {
      throw new Violation(
          Promise.PROGRESS,
          "the payment %s is not final after %d rounds".formatted(which, allowed));
    }
  }

  /** One member hears of no decision until the others have made one; then it must learn of it. */
  private void missed(SimulatedMember member) {
    var payment = payment();
    int decided = member.disk().chain.size();
    world.conditions().deafen(member.number());
    living().forEach(other -> other.mempool().offer(List.of(payment)));
    var others = living().stream().filter(other -> other != member).toList();
    boolean othersHave =
        run(
            allowedRounds() * LONGEST_ROUND_MILLIS,
            () -> others.stream().allMatch(other -> other.disk().chain.size() > decided));
    world.conditions().hear();
    if (!othersHave) {
      throw new Violation(Promise.PROGRESS, "nothing is final at those who hear");
    }
    if (!run(CATCH_UP_MILLIS, () -> member.disk().chain.size() > decided)) {
      throw new Violation(
          Promise.PROGRESS, "member %d misses a decision for good".formatted(member.number()));
    }
    if (!run(allowedRounds() * LONGEST_ROUND_MILLIS, () -> allHave(payment.txid()))) {
      throw new Violation(Promise.PROGRESS, "a payment that all hold is not final everywhere");
    }
  }

  /** Up to which round, from now on. */
  private int allowedRounds() {
    return world.checker().highestRound() + ROUNDS_PER_MEMBER * world.roster().size() + MORE_ROUNDS;
  }

  private List<SimulatedMember> living() {
    return world.honest().stream().filter(SimulatedMember::isUp).toList();
  }

  private boolean allHave(Hash256 txid) {
    return living().stream().allMatch(member -> has(member, txid));
  }

  private static boolean has(SimulatedMember member, Hash256 txid) {
    var chain = member.disk().chain;
    for (int i = chain.size() - 1; i >= 0; i--) {
      if (chain.get(i).transactions().stream().anyMatch(tx -> tx.txid().equals(txid))) {
        return true;
      }
    }
    return false;
  }

  private boolean run(long millis, BooleanSupplier reached) {
    long end = world.queue().nowMillis() + millis;
    while (!reached.getAsBoolean()) {
      if (!world.queue().next(end)) {
        return reached.getAsBoolean();
      }
    }
    return true;
  }
}
