package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.Mode;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of the safety phase: the network is calm, clocks are about right, a random quorum of
 * honest members that can vote lives, and some of the others are gone for good. Traitors go on.
 */
final class Freeze {
  private static final long SMALL_SKEW_MILLIS = 400;

  private final World world;
  private final Seeded draw;

  Freeze(World world, Seeded draw) {
    this.world = world;
    this.draw = draw;
  }

  void freeze() {
    world.conditions().freeze();
    for (SimulatedMember member : world.honest()) {
      member.setClock(draw.between(-SMALL_SKEW_MILLIS, SMALL_SKEW_MILLIS));
      if (!member.isUp()) {
        member.restart();
      }
    }
    for (SimulatedMember member : draw.shuffled(world.honest())) {
      if (world.scenario().tooMany()
          ? quorumLives(without(member)) || draw.chance(50)
          : quorumLives(without(member)) && draw.chance(70)) {
        member.crash();
      }
    }
  }

  /** Whether those who can vote are a quorum of every committee that may still decide. */
  boolean quorumLives(List<Integer> living) {
    return committees().stream()
        .allMatch(committee -> committee.isQuorum(world.roster().weight(committee, living)));
  }

  /** Whether this is a member now and of every committee that may still decide. */
  boolean remains(PublicKey key) {
    return committees().stream().allMatch(committee -> committee.contains(key));
  }

  List<Integer> voters() {
    return world.honest().stream()
        .filter(SimulatedMember::isUp)
        .filter(member -> member.life().orElseThrow().state().mode() instanceof Mode.Voting)
        .map(SimulatedMember::number)
        .toList();
  }

  private List<Integer> without(SimulatedMember member) {
    return voters().stream().filter(number -> number != member.number()).toList();
  }

  /** The current one and all that may follow, whichever changes are final when a seal comes. */
  private List<Committee> committees() {
    var reachable = new ArrayList<Committee>();
    reachable.add(world.checker().committeeOf(world.checker().chain().size() + 1L));
    for (int i = 0; i < reachable.size(); i++) {
      for (long sequence : world.roster().changeSequences()) {
        var next = world.roster().committees().after(reachable.get(i), sequence);
        if (!reachable.contains(next)) {
          reachable.add(next);
        }
      }
    }
    return reachable;
  }
}
