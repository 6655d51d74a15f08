package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.TopicEcho;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.EpochOpened;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.ReceivedConsensusMessage;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every topic that consensus reads again from its start, in doubled records, late and of older
 * epochs: the same microblocks, and nothing else is signed.
 *
 * <p>None of its readers is in a group: they assign themselves the one partition, and instead of a
 * rebalance a standby takes over in the middle, which reads proposal.answers and the vote log from
 * their starts.
 */
class ReplayIT {
  private static final Duration LONG_ROUND = Duration.ofSeconds(30);
  private static final long NOW = TestChain.GENESIS_TIME * 1_000L + 500;
  private static final long MEMPOOL_EPOCH = 2;

  /** Which one member leads, see {@link StepwiseDeathIT}. */
  private static final int SEQUENCES = 5;

  private final TestNode.Settings first = TestNode.Settings.FIRST_START.withRoundBase(LONG_ROUND);
  private final TestNode.Settings later = TestNode.Settings.LATER.withRoundBase(LONG_ROUND);
  private MasternodeScene scene;

  @BeforeEach
  void open() throws Exception {
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
    assertThat(IntStream.rangeClosed(1, SEQUENCES).mapToObj(s -> chain.committee().leader(s, 0)))
        .containsOnly(leader);
    scene = new MasternodeScene(chain, chain.memberKey(leader), NOW);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void everythingTwiceAndLateDecidesTheSame() throws Exception {
    Set<Long> timesOfOlder = answerFromTwoEpochs();
    peer();
    echo(Topic.PROPOSAL_ANSWERS, 2);
    echo(Topic.CONSENSUS_INBOUND, 4);
    echo(Topic.CONSENSUS_OUTBOUND, 5);
    echo(Topic.CHAIN_MICROBLOCKS, 2);
    var active = scene.node("a", first);
    Await.until("member", () -> active.role() == Role.MEMBER);
    var standby = scene.node("b", later);

    scene.pay(2);
    scene.offer(2);
    active.close();
    Await.until("the third payment", () -> scene.mempool.payments() == 3);
    scene.offer(3);
    Await.until("the fourth payment", () -> scene.mempool.payments() == 4);
    scene.offer(4);
    Await.until("the fifth payment", () -> scene.mempool.payments() == SEQUENCES);

    assertThat(scene.mempool.sequence()).isEqualTo(SEQUENCES);
    assertThat(standby.role()).isEqualTo(Role.MEMBER);
    assertThat(scene.chain.microblocks())
        .noneMatch(microblock -> timesOfOlder.contains(microblock.header().timeMillis()));
    assertThat(timesOfOlder).isNotEmpty();
    assertThat(decisions(active) + decisions(standby)).isEqualTo(SEQUENCES);
    assertOnlyTheDecidedWasSigned();
  }

  @Test
  void aVoteLogInWhichEverythingStandsTwiceIsTheSameLog() throws Exception {
    var silent = scene.node("a", first);
    scene.offer(0);
    Await.until("it has prepared alone", () -> scene.messages().size() == 2);
    silent.close();
    Set<ConsensusMessage> said = Set.copyOf(scene.messages());
    int records = scene.log().size();
    var echo = echo(Topic.CONSENSUS_OUTBOUND, records);
    Await.until("the log is doubled and repeated", () -> echo.echoed() == 2 * records);
    echo.close();

    peer();
    var again = scene.node("a", later);
    Await.until("the payment", () -> scene.mempool.payments() == 1);

    assertThat(again.status.snapshot().epoch()).isEqualTo(2);
    assertThat(scene.messages()).containsAll(said);
    assertOnlyTheDecidedWasSigned();
  }

  /**
   * consensus.inbound is read from the time of the newest microblock. A copy of an older one that
   * comes after a vote must not make that vote too old to be read.
   */
  @Test
  void aMicroblockRepeatedLateHidesNoVote() throws Exception {
    var peer = peer();
    var node = scene.node("a", first);
    scene.pay(1);
    peer.close();
    scene.offer(1);
    Await.until("the second is prepared alone", () -> saidOf(2).size() == 2);
    node.close();
    var answering = peer();
    Await.until("the peer's vote on it has arrived", this::hasPeersVote);
    writeChainAgain();

    scene.node("a", later);
    Await.until("the second payment", () -> scene.mempool.payments() == 2);
    answering.close();
    assertOnlyTheDecidedWasSigned();
  }

  private boolean hasPeersVote() throws Exception {
    var votes = new ArrayList<ConsensusMessage>();
    try (var reader =
        new AssignedReader(
            scene.settings("reader"),
            "votes",
            Map.of(Topic.CONSENSUS_INBOUND, StartPosition.BEGINNING))) {
      reader.readToEnd(
          records -> {
            for (var record : records) {
              votes.add(message(record.value()));
            }
          });
    }
    return votes.stream().anyMatch(vote -> vote.getSequence() == 2);
  }

  private static ConsensusMessage message(byte[] value) {
    try {
      return ReceivedConsensusMessage.parseFrom(value).getMessage();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Mempool answers in its second epoch, each answer twice; one of the first epoch, which had been
   * put to sleep, answers before and after it with another draft.
   *
   * @return the times of the older one's drafts
   */
  private Set<Long> answerFromTwoEpochs() throws Exception {
    write(
        ProposalAnswer.newBuilder()
            .setEpoch(MEMPOOL_EPOCH)
            .setEpochOpened(EpochOpened.getDefaultInstance())
            .build());
    Set<Long> times = ConcurrentHashMap.newKeySet();
    scene.mempool.epoch = MEMPOOL_EPOCH;
    scene.mempool.written =
        answer -> {
          var older = answer.toBuilder().setEpoch(MEMPOOL_EPOCH - 1);
          if (answer.hasDraft()) {
            older.getDraftBuilder().setTimeMillis(answer.getDraft().getTimeMillis() + 1);
            times.add(older.getDraft().getTimeMillis());
          }
          return List.of(older.build(), answer, answer, older.build());
        };
    return times;
  }

  private void write(ProposalAnswer answer) throws Exception {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(scene.settings("older").durableProducer("answers"))) {
      producer
          .send(
              new ProducerRecord<>(
                  scene.settings("older").name(Topic.PROPOSAL_ANSWERS),
                  TopicCatalogue.constantKey(),
                  answer.toByteArray()))
          .get();
    }
  }

  private void writeChainAgain() throws Exception {
    int records = scene.mempool.records.size();
    var echo = echo(Topic.CHAIN_MICROBLOCKS, records + 1);
    Await.until("the chain stands there twice", () -> echo.echoed() == records);
    echo.close();
  }

  private ObedientMember peer() {
    var other =
        scene.chain.committee().members().stream()
            .filter(member -> member.tier() == Tier.SILVER)
            .findFirst()
            .orElseThrow();
    return scene.keep(
        new ObedientMember(
                scene.settings("peer"),
                scene.chain.genesisHash(),
                scene.chain.memberKey(other.key()))
            .start());
  }

  private TopicEcho echo(Topic topic, int rangeEvery) {
    return scene.keep(
        new TopicEcho(scene.settings("echo"), topic, rangeEvery, UnaryOperator.identity()).start());
  }

  private static double decisions(TestNode node) {
    return node.metrics.counter("timecoin.consensus.decisions").count();
  }

  private Set<ConsensusMessage> saidOf(long sequence) throws InterruptedException {
    return scene.messages().stream()
        .filter(message -> message.getSequence() == sequence)
        .collect(Collectors.toSet());
  }

  /** Of each sequence PROPOSAL, PREPARE and COMMIT once, in round 0, of what became final. */
  private void assertOnlyTheDecidedWasSigned() throws InterruptedException {
    for (var microblock : scene.chain.microblocks()) {
      var said = saidOf(microblock.header().sequence());
      assertThat(said)
          .extracting(ConsensusMessage::getType)
          .containsExactlyInAnyOrder(
              VoteType.PROPOSAL.number(), VoteType.PREPARE.number(), VoteType.COMMIT.number());
      assertThat(said)
          .allSatisfy(
              message -> {
                assertThat(message.getRound()).isZero();
                assertThat(message.getDigest().toByteArray())
                    .isEqualTo(microblock.header().digest().toByteArray());
              });
    }
  }
}
