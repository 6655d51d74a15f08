package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.ConsensusState;
import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.signature.SignatureChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The parts of one run, for each other. */
final class World {
  private final Scenario scenario;
  private final Craft craft;
  private final SignatureScheme scheme;
  private final SignatureChecker signatures;
  private final EventQueue queue = new EventQueue(1000 * Roster.GENESIS_TIME);
  private final Roster roster;
  private final Conditions conditions;
  private final SimulatedNetwork network;
  private final InvariantChecker checker;
  private final Adversary adversary;
  private final Trace trace;
  private final Seeded disks;
  private final Seeded mempools;
  private final List<SimulatedMember> members = new ArrayList<>();
  private final List<List<Integer>> others = new ArrayList<>();

  World(Scenario scenario, Craft craft, SignatureScheme scheme, Trace trace) {
    this.scenario = scenario;
    this.craft = craft;
    this.scheme = scheme;
    this.trace = trace;
    signatures = scheme.checker();
    roster = new Roster(scenario);
    conditions = new Conditions(scenario, queue);
    network = new SimulatedNetwork(this, stream(Seeded.Stream.NETWORK));
    checker = new InvariantChecker(scenario, roster, scheme);
    adversary = new Adversary(this, stream(Seeded.Stream.ADVERSARY));
    disks = stream(Seeded.Stream.DISK);
    mempools = stream(Seeded.Stream.MEMPOOL);
    for (int i = 0; i < roster.size(); i++) {
      int self = i;
      members.add(new SimulatedMember(this, i));
      others.add(IntStream.range(0, roster.size()).filter(other -> other != self).boxed().toList());
    }
  }

  Seeded stream(Seeded.Stream stream) {
    return Seeded.stream(scenario.seed(), stream);
  }

  Scenario scenario() {
    return scenario;
  }

  Craft craft() {
    return craft;
  }

  SignatureScheme scheme() {
    return scheme;
  }

  SignatureChecker signatures() {
    return signatures;
  }

  EventQueue queue() {
    return queue;
  }

  Roster roster() {
    return roster;
  }

  Conditions conditions() {
    return conditions;
  }

  SimulatedNetwork network() {
    return network;
  }

  InvariantChecker checker() {
    return checker;
  }

  Adversary adversary() {
    return adversary;
  }

  Trace trace() {
    return trace;
  }

  Seeded disks() {
    return disks;
  }

  Seeded mempools() {
    return mempools;
  }

  SimulatedMember member(int number) {
    return members.get(number);
  }

  /** All but this one, by number. */
  List<Integer> others(int number) {
    return others.get(number);
  }

  /** Those that follow the protocol. */
  List<SimulatedMember> honest() {
    return members.stream().filter(member -> !scenario.isTraitor(member.number())).toList();
  }

  void tell(int member, Input input, ConsensusState state) {
    trace.add(
        queue.nowMillis() - 1000 * Roster.GENESIS_TIME,
        member * 31L
            + state.sequence() * 1_009
            + state.round() * 131L
            + input.getClass().getSimpleName().hashCode(),
        () -> Words.of(member, input, state));
  }
}
