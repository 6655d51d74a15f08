package io.timecoin.gateway.peers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.PeerLimits;
import io.timecoin.gateway.peers.PeerMeter;
import io.timecoin.gateway.peers.frame.FrameException;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.gateway.peers.limits.InboundRoom;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Pong;
import java.io.IOException;
import java.security.cert.Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** What becomes a task, what does not, and what is still owed for a frame that nobody wants. */
class ChannelEventsTest {
  /** More than an {@link InboundRoom} leaves uncounted. */
  private static final int LARGE = 100 << 10;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private final InboundRoom room = new InboundRoom(1 << 20);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private boolean listens = true;

  ChannelEventsTest() {
    var share = room.enter(() -> false, () -> told.add("made room"));
    var reading = new Reading(channel, PeerLimits.DEFAULT, new NoMeter(), System::nanoTime, share);
    channel.pipeline().addLast(new ChannelEvents(new Noting(), reading, tasks::add));
  }

  private final class Noting implements ChannelEvents.Receiver {
    @Override
    public void secured(Certificate[] chain) {
      told.add("secured");
    }

    @Override
    public boolean listens() {
      return listens;
    }

    @Override
    public void received(PeerMessage message, int bytes) {
      told.add(message.getContentCase() + " of " + bytes);
    }

    @Override
    public void unreadable(FrameException broken) {
      told.add("unreadable " + broken.misbehaviour());
    }

    @Override
    public void failed(Ending why) {
      told.add(why.code() + " " + why.detail() + " " + why.byThisNode());
    }

    @Override
    public void writable() {
      told.add("writable");
    }

    @Override
    public void closed() {
      told.add("closed");
    }
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private static byte[] body(PeerMessage message) throws FrameException {
    byte[] frame = Frames.encode(message);
    return Arrays.copyOfRange(frame, Integer.BYTES, frame.length);
  }

  private static byte[] pong() throws FrameException {
    return body(PeerMessage.newBuilder().setPong(Pong.getDefaultInstance()).build());
  }

  /** A frame whose payload is no message. */
  private static byte[] garbage(int bytes) {
    byte[] body = new byte[bytes];
    Arrays.fill(body, 1, bytes, (byte) -1);
    return body;
  }

  @Test
  void whatHappensBecomesTasksInItsOrder() throws Exception {
    byte[] pong = pong();
    channel.writeInbound(pong);
    channel.pipeline().fireExceptionCaught(new FrameException(Misbehaviour.OVERSIZED, "too long"));
    channel.writeInbound(garbage(3));
    var _ = channel.close();
    assertThat(told).isEmpty();

    work();

    assertThat(told)
        .containsExactly(
            "PONG of " + pong.length, "unreadable OVERSIZED", "unreadable MALFORMED", "closed");
  }

  @Test
  void aFrameHoldsRoomUntilItWasWorkedOffWhateverCameOfIt() {
    channel.writeInbound(garbage(LARGE));
    channel.writeInbound(garbage(LARGE));
    assertThat(room.held()).isEqualTo(2 * LARGE);
    tasks.remove().run();
    assertThat(room.held()).isEqualTo(LARGE);

    listens = false;
    work();

    assertThat(room.held()).isZero();
    assertThat(told).as("the second was of no interest").containsExactly("unreadable MALFORMED");
  }

  @Test
  void whatAClosedChannelHasLeftHoldsNoRoom() {
    channel.writeInbound(garbage(LARGE));
    var _ = channel.close();

    assertThat(room.held()).isZero();
    work();
    assertThat(room.held()).isZero();
  }

  @Test
  void aFailureIsToldAtOnce() {
    channel
        .pipeline()
        .fireUserEventTriggered(new SslHandshakeCompletionEvent(new SSLException("no cipher")));
    channel.pipeline().fireExceptionCaught(new IOException("reset"));

    assertThat(tasks).isEmpty();
    assertThat(told)
        .containsExactly(
            "TLS TLS failed: no cipher true", "TLS the connection failed: reset false");
  }

  @Test
  void onlyASocketThatTakesMoreIsToldOf() {
    channel.pipeline().fireChannelWritabilityChanged();
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    int before = told.size();
    channel.pipeline().fireChannelWritabilityChanged();

    assertThat(told).hasSize(before).startsWith("writable");
  }

  private static final class NoMeter implements PeerMeter {
    @Override
    public void received(String kind, int bytes) {}

    @Override
    public void sent(String kind, int bytes) {}

    @Override
    public void dropped(Lane lane) {}

    @Override
    public void ended(String code, boolean byThisNode) {}

    @Override
    public void misbehaved(Misbehaviour what) {}

    @Override
    public void banned() {}

    @Override
    public void slowed(String kind) {}

    @Override
    public void dialFailed() {}
  }
}
