package io.timecoin.gateway.peers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ends of a channel whose time stands still. */
class FarewellTest {
  private static final Duration LINGER = Duration.ofMillis(500);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Object> done = new ArrayList<>();
  private final Farewell farewell =
      new Farewell(channel, LINGER, done::add, () -> done.add("deaf"));

  @BeforeEach
  void stopTime() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private PeerMessage goodbye() {
    return (PeerMessage) done.getFirst();
  }

  @Test
  void aGoodbyeHasTheTimeToArriveAndNothingIsHeardMeanwhile() {
    farewell.say(Refusal.SILENT, "nothing heard");
    channel.runPendingTasks();

    assertThat(goodbye().getGoodbye().getCode()).isEqualTo("SILENT");
    assertThat(goodbye().getGoodbye().getDetail()).isEqualTo("nothing heard");
    assertThat(done).hasSize(2).endsWith("deaf");
    pass(LINGER.minusNanos(1));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(channel.isOpen()).isFalse();
    assertThat(farewell.ending()).isEqualTo(new Ending("SILENT", "nothing heard", true, false));
  }

  @Test
  void theOtherEndNeedNotBeWaitedForLonger() {
    farewell.say(Refusal.BANNED, "enough");
    farewell.close();

    assertThat(channel.isOpen()).isFalse();
    assertThat(farewell.ending()).isEqualTo(new Ending("BANNED", "enough", true, true));
    pass(LINGER);
  }

  @Test
  void aLongReasonIsCutOnTheWireOnly() {
    String detail = "x".repeat(Farewell.LONGEST_DETAIL + 1);
    farewell.say(Refusal.MISBEHAVED, detail);

    assertThat(goodbye().getGoodbye().getDetail()).hasSize(Farewell.LONGEST_DETAIL);
    assertThat(farewell.ending().detail()).isEqualTo(detail);
  }

  @Test
  void whoIsNotToldIsClosedAtOnce() {
    var why = new Ending(Ending.NO_ROOM, "needed", true, false);
    farewell.end(why);

    assertThat(channel.isOpen()).isFalse();
    assertThat(done).isEmpty();
    assertThat(farewell.ending()).isEqualTo(why);
  }

  @Test
  void whatBreaksOffUnsaidWasClosedByTheOtherEnd() {
    farewell.close();

    assertThat(channel.isOpen()).isFalse();
    assertThat(farewell.ending().code()).isEqualTo("CLOSED");
    assertThat(farewell.ending().byThisNode()).isFalse();
  }
}
