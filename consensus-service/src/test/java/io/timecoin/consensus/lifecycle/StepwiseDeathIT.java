package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.consensus.lifecycle.WritingSteps.Place;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.VoteLogRecord;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Consensus dies, as by kill -9, between any two steps of propose, prepare, commit and publish; the
 * same instance is started again (PROTOCOL §6.7). A case mostly waits for rounds and rebalances, so
 * several run side by side, each on topics of its own.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
class StepwiseDeathIT {
  /** The epoch's record in 4 steps, then a microblock in one transaction of 7, then another. */
  private static final int STEPS_OF_ONE = 4 + 7 + 7;

  /**
   * The epoch's record, then PROPOSAL and PREPARE, prepared certificate and COMMIT, the microblock
   * in a transaction each, and half of the next.
   */
  private static final int STEPS_AMONG_OTHERS = 4 + 4 + 4 + 3 + 4;

  private static final Duration LONG_ROUND = Duration.ofSeconds(30);
  private static final long NOW = TestChain.GENESIS_TIME * 1_000L + 500;

  static Stream<Place> placesOfOne() {
    return places(STEPS_OF_ONE, 3);
  }

  static Stream<Place> placesAmongOthers() {
    return places(STEPS_AMONG_OTHERS, 5);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("placesOfOne")
  void aCommitteeOfOneGoesOn(Place place) throws Exception {
    var chain = TestChain.ofMembers(1);
    try (var scene = new MasternodeScene(chain, chain.memberKeys().getFirst(), NOW)) {
      dieAndGoOn(scene, place);
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("placesAmongOthers")
  void aMemberAmongOthersHonoursWhatItSaid(Place place) throws Exception {
    // Chosen so that one member, which is no quorum alone, leads all sequences of the test.
    var chain =
        TestChain.ofTiers(
            Tier.GOLD,
            Tier.SILVER,
            Tier.SILVER,
            Tier.SILVER,
            Tier.SILVER,
            Tier.SILVER,
            Tier.BRONZE,
            Tier.BRONZE);
    var leader = chain.committee().leader(1, 0);
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(s -> chain.committee().leader(s, 0)))
        .containsOnly(leader);
    var other =
        chain.committee().members().stream()
            .filter(member -> member.tier() == Tier.SILVER)
            .findFirst()
            .orElseThrow();
    try (var scene = new MasternodeScene(chain, chain.memberKey(leader), NOW)) {
      scene.keep(
          new ObedientMember(
                  scene.settings("peer"), chain.genesisHash(), chain.memberKey(other.key()))
              .start());
      dieAndGoOn(scene, place);
    }
  }

  private static void dieAndGoOn(MasternodeScene scene, Place place) throws Exception {
    var dead = new WritingSteps(place);
    scene.node("a", TestNode.Settings.FIRST_START.withRoundBase(LONG_ROUND), dead);
    scene.keep(dead);
    int offered = offerUntilItDies(scene, dead);
    var logAtDeath = scene.log();
    var saidAtDeath = scene.messages();

    scene.node("a", settings(logAtDeath).withRoundBase(LONG_ROUND));
    Await.until("what was offered before is final", () -> scene.mempool.payments() >= offered);
    scene.offer(offered);
    Await.until("it goes on", () -> scene.mempool.payments() > offered);

    assertHonoured(scene, saidAtDeath);
    assertThat(scene.log().subList(0, logAtDeath.size())).isEqualTo(logAtDeath);
    if (place.afterCommit() || place.number() > 1) {
      assertIsFenced(scene, dead);
    }
    scene.assertNothingSignedTwice();
    scene.assertEpochsOnlyGrow();
  }

  private static TestNode.Settings settings(List<VoteLogRecord> log) {
    return log.isEmpty() ? TestNode.Settings.FIRST_START : TestNode.Settings.LATER;
  }

  /** Payments handed in by then. */
  private static int offerUntilItDies(MasternodeScene scene, WritingSteps dead) throws Exception {
    int offered = 0;
    while (!dead.standsStill()) {
      int before = offered++;
      scene.offer(before);
      Await.until("final or dead", () -> dead.standsStill() || scene.mempool.payments() > before);
    }
    return offered;
  }

  /** Whatever it had proposed or voted for is what became final. */
  private static void assertHonoured(MasternodeScene scene, List<ConsensusMessage> said) {
    var microblocks = scene.chain.microblocks();
    for (var message : said) {
      var decided = microblocks.get((int) message.getSequence() - 1).header().digest();
      assertThat(Hash256.of(message.getDigest().toByteArray())).isEqualTo(decided);
    }
  }

  /** The dead one's producer, used again as it was left, brings nothing about. */
  private static void assertIsFenced(MasternodeScene scene, WritingSteps dead) throws Exception {
    var producer = dead.left();
    var log = scene.log();
    assertThatThrownBy(
            () -> {
              if (!dead.inTransaction()) {
                producer.beginTransaction();
              }
              var _ =
                  producer.send(
                      new ProducerRecord<>(
                          scene.settings("a").name(Topic.CONSENSUS_OUTBOUND), new byte[] {1}));
              producer.commitTransaction();
            })
        .isInstanceOf(KafkaException.class);
    assertThat(scene.log()).isEqualTo(log);
  }

  private static Stream<Place> places(int steps, int commits) {
    return Stream.concat(
        IntStream.rangeClosed(1, steps + 1).mapToObj(step -> new Place(step, false)),
        IntStream.rangeClosed(1, commits).mapToObj(commit -> new Place(commit, true)));
  }
}
