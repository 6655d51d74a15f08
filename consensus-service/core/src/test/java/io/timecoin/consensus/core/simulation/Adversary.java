package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.simulation.Scenario.Traitor;
import java.util.ArrayList;
import java.util.List;

/** All traitors of a run under one will that hears every message at once. */
final class Adversary {
  private static final long TICK_MILLIS = 400;

  /** Rounds ahead of the highest that anybody is in, in which it looks for a chance to lead. */
  private static final int ROUNDS_AHEAD = 1;

  private final World world;
  private final Seeded draw;
  private final Observed observed = new Observed();
  private final List<Puppet> puppets = new ArrayList<>();
  private boolean busy;

  Adversary(World world, Seeded draw) {
    this.world = world;
    this.draw = draw;
    for (Traitor traitor : world.scenario().traitors()) {
      if (!traitor.misdeeds().contains(Misdeed.Kind.SILENCE)) {
        puppets.add(new Puppet(world, draw, observed, traitor));
      }
    }
  }

  void start() {
    if (!puppets.isEmpty()) {
      world.queue().in(TICK_MILLIS, this::tick);
    }
  }

  /** Somebody has said something. */
  void observe(SignedMessage message) {
    if (puppets.isEmpty()) {
      return;
    }
    observed.add(message);
    if (!busy) {
      busy = true;
      puppets.forEach(puppet -> puppet.heard(message));
      busy = false;
    }
  }

  /** A traitor has received something, which it has overheard already. */
  void saw(int member, SignedMessage message) {
    world
        .trace()
        .add(
            world.queue().nowMillis() - 1000 * Roster.GENESIS_TIME,
            member,
            () -> "traitor m" + member + " got a " + message.type());
  }

  void asked(int member, int asker, long question) {
    puppets.stream()
        .filter(puppet -> puppet.number() == member)
        .forEach(puppet -> puppet.asked(asker, question));
  }

  /** Whether a traitor hands out the bodies it has. */
  boolean serves(int member) {
    return puppets.stream()
        .anyMatch(
            puppet -> puppet.number() == member && !puppet.does(Misdeed.Kind.WITHHELD_BODIES));
  }

  private void tick() {
    var position = position();
    long sequence = position.nextSequence();
    int highest = observed.highestRound(sequence) + ROUNDS_AHEAD;
    var leaders = position.committee().leaders(sequence);
    for (Puppet puppet : puppets) {
      for (int round = 0; round <= highest; round++) {
        if (leaders.get(round % leaders.size()).equals(puppet.key())) {
          puppet.mayLead(new Leadership(position, round, observed.changes(sequence, round)));
        }
      }
      puppet.tick();
    }
    world.queue().in(TICK_MILLIS + draw.below(200), this::tick);
  }

  /** The end of the chain, as the first honest member that has it knows. */
  private ChainPosition position() {
    int decided = world.checker().chain().size();
    return world.honest().stream()
        .map(member -> member.disk().position())
        .filter(position -> position.sequence() == decided)
        .findFirst()
        .orElseThrow();
  }
}
