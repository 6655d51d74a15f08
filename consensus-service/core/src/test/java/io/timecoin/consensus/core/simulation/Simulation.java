package io.timecoin.consensus.core.simulation;

import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run: a phase in which everything goes wrong and nothing may be wrong; then the faults freeze
 * around a live quorum, and everyone correct must go on.
 */
final class Simulation {
  /** Milliseconds within which a member that has lost its log crashes once more. */
  private static final long AGAIN_MILLIS = 120;

  private final World world;
  private final Seeded draw;
  private final List<OutPoint> spendable =
      new ArrayList<>(Payments.coins().subList(0, Payments.COINS));

  private Simulation(World world) {
    this.world = world;
    this.draw = world.stream(Seeded.Stream.FREEZE);
  }

  /**
   * Runs a scenario.
   *
   * @param traced lines of the trace to keep
   */
  static Outcome run(Scenario scenario, Craft craft, SignatureScheme scheme, int traced) {
    var trace = new Trace(traced);
    var world = new World(scenario, craft, scheme, trace);
    Optional<Violation> violation = Optional.empty();
    try {
      new Simulation(world).run();
    } catch (Violation e) {
      violation = Optional.of(e);
    }
    return new Outcome(
        world.checker().chain().size(),
        world.queue().happened(),
        trace.fingerprint(),
        violation,
        trace.lines());
  }

  private void run() {
    world.honest().forEach(SimulatedMember::restart);
    world.adversary().start();
    world.scenario().faults().forEach(this::plan);
    for (int i = 0; i < world.scenario().payments(); i++) {
      world.queue().in(draw.between(0, world.scenario().safetyMillis()), this::payOrCompete);
    }
    runUntil(world.queue().nowMillis() + world.scenario().safetyMillis());
    new Freeze(world, draw).freeze();
    if (world.scenario().tooMany()) {
      offer(payment(), world.honest());
      runUntil(world.queue().nowMillis() + 30_000);
    } else {
      new Progress(world, draw).demand();
    }
  }

  private void runUntil(long endMillis) {
    while (world.queue().next(endMillis)) {
      // Every event is checked as it happens.
    }
  }

  private void plan(Fault fault) {
    switch (fault) {
      case Fault.Crash(long at, long down, int number) ->
          world.queue().in(at, () -> crash(world.member(number), down, false));
      case Fault.CrashInWrite(long at, long down, int number) -> {
        var member = world.member(number);
        world.queue().in(at, () -> member.duringNextWrite(() -> crash(member, down, false)));
      }
      case Fault.LostLog(long at, long down, int number) ->
          world.queue().in(at, () -> crash(world.member(number), down, true));
      case Fault.TakeOver(long at, int number) ->
          world.queue().in(at, () -> takeOver(world.member(number)));
      case Fault.ClockSet(long at, int number, long skew) ->
          world.queue().in(at, () -> setClock(world.member(number), skew));
      case Fault.Partition _,
          Fault.LostBodies _,
          Fault.LostVotes _,
          Fault.SlowDisk _,
          Fault.Registers _,
          Fault.Deregisters _ -> {
        // Conditions and roster know when.
      }
    }
  }

  private void crash(SimulatedMember member, long downMillis, boolean loses) {
    if (world.conditions().frozen() || !member.isUp()) {
      return;
    }
    member.crash();
    if (loses) {
      member.loseLog();
    }
    world
        .queue()
        .in(
            downMillis,
            () -> {
              if (!world.conditions().frozen() && !member.isUp()) {
                member.restart();
                if (loses && downMillis % 2 == 0) {
                  // Once more, before or while the others answer.
                  world.queue().in(downMillis % AGAIN_MILLIS, () -> crash(member, 100, false));
                }
              }
            });
  }

  private void takeOver(SimulatedMember member) {
    if (!world.conditions().frozen()) {
      member.takeOver();
    }
  }

  private void setClock(SimulatedMember member, long skewMillis) {
    if (!world.conditions().frozen()) {
      member.setClock(skewMillis);
    }
  }

  /** A payment for some members, and now and then a rival of one for others. */
  private void payOrCompete() {
    if (world.conditions().frozen()) {
      return;
    }
    var payment = payment();
    var knowing = draw.some(world.honest(), (int) draw.between(10, 100));
    offer(payment, knowing.isEmpty() ? List.of(draw.pick(world.honest())) : knowing);
    if (draw.chance(25)) {
      var rival = Payments.of(payment.inputs().getFirst().outpoint(), 500, 0);
      offer(rival, draw.some(world.honest(), 50));
    }
  }

  /** Of a coin that no payment has spent, or of what an earlier one has created. */
  private Transaction payment() {
    var spent = spendable.remove(draw.below(Math.min(spendable.size(), 60)));
    var payment = Payments.of(spent, 0, draw.below(2));
    if (draw.chance(30)) {
      spendable.addFirst(payment.outpoint(0));
    }
    return payment;
  }

  /** Each gets a copy, not always the same one. */
  private void offer(Transaction payment, List<SimulatedMember> members) {
    members.forEach(
        member ->
            member
                .mempool()
                .offer(List.of(draw.chance(90) ? payment : Payments.signed(payment, 3))));
  }
}
