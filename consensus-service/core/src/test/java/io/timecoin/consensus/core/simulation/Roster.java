package io.timecoin.consensus.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.chain.MembershipChange;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.network.DevnetGenesis;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The members of a scenario with their keys, those included that register later. */
final class Roster {
  /** Unix seconds. */
  static final long GENESIS_TIME = 1_800_000_000L;

  private static final List<KeyPair> KEYS =
      IntStream.range(0, 100 + Scenario.JOINERS)
          .mapToObj(
              i -> KeyPair.fromSeed(Sha256.hash(("member " + i).getBytes(UTF_8)).toByteArray()))
          .toList();

  private final GenesisDocument genesis;
  private final Map<PublicKey, Integer> numbers = new TreeMap<>();
  private final int size;
  private final List<Fault> faults;

  Roster(Scenario scenario) {
    genesis = genesis(scenario);
    size = scenario.tiers().size() + Scenario.JOINERS;
    faults = scenario.faults();
    for (int i = 0; i < size; i++) {
      numbers.put(key(i).publicKey(), i);
    }
  }

  GenesisDocument genesis() {
    return genesis;
  }

  /** Members and those who may become some. */
  int size() {
    return size;
  }

  KeyPair key(int number) {
    return KEYS.get(number);
  }

  /** The number of a key; -1 for a stranger's. */
  int number(PublicKey key) {
    return numbers.getOrDefault(key, -1);
  }

  /** Which committee follows a seal. */
  Committees committees() {
    return Committees.by(this::changes);
  }

  /** At which sequences a change becomes final. */
  List<Long> changeSequences() {
    return faults.stream()
        .flatMapToLong(
            fault ->
                switch (fault) {
                  case Fault.Registers(long at, int _, Tier _) -> LongStream.of(at);
                  case Fault.Deregisters(long at, int _) -> LongStream.of(at);
                  default -> LongStream.empty();
                })
        .sorted()
        .boxed()
        .toList();
  }

  /** The weight that these members have in a committee. */
  long weight(Committee committee, List<Integer> members) {
    return members.stream().mapToLong(i -> committee.weightOf(key(i).publicKey())).sum();
  }

  private List<MembershipChange> changes(long sequence) {
    var due = new TreeMap<Long, List<MembershipChange>>();
    for (Fault fault : faults) {
      if (fault instanceof Fault.Registers(long at, int number, Tier tier) && at <= sequence) {
        due.computeIfAbsent(at, _ -> new ArrayList<>())
            .add(new MembershipChange.Enters(member(number, tier)));
      } else if (fault instanceof Fault.Deregisters(long at, int number) && at <= sequence) {
        due.computeIfAbsent(at, _ -> new ArrayList<>())
            .add(new MembershipChange.Leaves(key(number).publicKey()));
      }
    }
    return due.values().stream()
        .flatMap(changes -> changes.stream().sorted(Comparator.comparing(MembershipChange::key)))
        .toList();
  }

  private Member member(int number, Tier tier) {
    var address = Address.of(Network.DEVNET, key(number).publicKey());
    return new Member(
        key(number).publicKey(), tier, tier.votingWeight(), address, address, "127.0.0.1:9999");
  }

  private static GenesisDocument genesis(Scenario scenario) {
    var members = new ArrayList<GenesisMember>();
    for (int i = 0; i < scenario.tiers().size(); i++) {
      var key = KEYS.get(i).publicKey();
      var address = Address.of(Network.DEVNET, key).toString();
      members.add(
          new GenesisMember(
              scenario.tiers().get(i), key, address, address, "127.0.0.1:" + (9000 + i)));
    }
    var allocation =
        new DevnetGenesis.Allocation(
            Address.of(Network.DEVNET, KEYS.getFirst().publicKey()), 1_000_000_000L);
    try {
      return DevnetGenesis.create(
          "devnet-" + scenario.seed(),
          GENESIS_TIME,
          scenario.slotSeconds(),
          DevnetGenesis.DEFAULT_BASE_REWARD,
          List.of(allocation),
          members);
    } catch (GenesisException e) {
      throw new IllegalStateException(e);
    }
  }
}
