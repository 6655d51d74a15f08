package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.lifecycle.WritingSteps.Place;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The active instance falls asleep within a step, a standby takes over, the old one wakes up and
 * goes on where it was: it cannot speak in its old epoch.
 */
class ZombieIT {

  static Stream<Place> places() {
    return Stream.of(
        new Place(5, false), // idle, before a transaction
        new Place(6, false), // in a transaction
        new Place(9, false), // between prepared certificate and COMMIT
        new Place(11, false), // before the commit
        new Place(2, true)); // after it, before anything is carried out
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void whoWakesUpAfterATakeOverCannotSpeak(Place place) throws Exception {
    try (var scene = MasternodeScene.ofOne()) {
      var asleep = new WritingSteps(place);
      var old = scene.node("a", TestNode.Settings.FIRST_START, asleep);
      scene.keep(asleep);
      scene.offer(0);
      Await.until("asleep", asleep::standsStill);
      var next = scene.node("b", TestNode.Settings.LATER);
      Await.until("standby", () -> next.role() == Role.STANDBY);
      sessionRunsOut(scene.settings("test"), "a");
      Await.until("taken over", () -> next.role() == Role.MEMBER);
      Await.until("what was offered is final", () -> scene.mempool.payments() >= 1);

      asleep.wake();
      scene.pay(3);
      Await.until("the old one stands by", () -> old.role() == Role.STANDBY);

      Await.until("the new one votes", () -> next.role() == Role.MEMBER);
      assertThat(next.status.snapshot().epoch()).isGreaterThanOrEqualTo(2);
      scene.assertNothingSignedTwice();
      scene.assertEpochsOnlyGrow();
    }
  }

  /** What the group does when a member has been silent for its session, at once. */
  private static void sessionRunsOut(KafkaSettings settings, String instance) throws Exception {
    try (var admin = Admin.create(settings.admin("test"))) {
      admin
          .removeMembersFromConsumerGroup(
              settings.name(Topic.LEASE_CONSENSUS),
              new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(instance))))
          .all()
          .get();
    }
  }
}
