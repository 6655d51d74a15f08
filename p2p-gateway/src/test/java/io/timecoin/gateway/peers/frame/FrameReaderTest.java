package io.timecoin.gateway.peers.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.limits.InboundRoom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where one frame ends and the next begins. */
class FrameReaderTest {
  private long now = 1_000;
  private final InboundRoom room = new InboundRoom(1L << 30);
  private final FrameReader reader = new FrameReader(() -> now, room.enter(() -> false, () -> {}));
  private final EmbeddedChannel channel = new EmbeddedChannel(reader);

  private static ByteBuf frame(long length, int... body) {
    ByteBuf bytes = Unpooled.buffer();
    bytes.writeIntLE((int) length);
    for (int each : body) {
      bytes.writeByte(each);
    }
    return bytes;
  }

  private void assertRefused(Misbehaviour as, long length) {
    assertThatThrownBy(() -> channel.writeInbound(frame(length)))
        .isInstanceOfSatisfying(
            FrameException.class, refused -> assertThat(refused.misbehaviour()).isEqualTo(as));
    assertThat(reader.isBroken()).isTrue();
    // Nothing is read any more, not even a frame that would be good.
    channel.writeInbound(frame(2, 0, 7));
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void framesAreFoundHoweverTheyAreCut() {
    ByteBuf both = Unpooled.wrappedBuffer(frame(2, 0, 7), frame(3, 1, 8, 9));
    while (both.isReadable()) {
      channel.writeInbound(both.readBytes(1));
    }

    assertThat((byte[]) channel.readInbound()).containsExactly(0, 7);
    assertThat((byte[]) channel.readInbound()).containsExactly(1, 8, 9);
    assertThat(channel.inboundMessages()).isEmpty();
    assertThat(reader.isBroken()).isFalse();
  }

  @Test
  void aLengthOfFourGibibytesIsNotWaitedFor() {
    assertRefused(Misbehaviour.OVERSIZED, 0xFFFF_FFFFL);
  }

  @Test
  void aLengthOfNothingIsMalformed() {
    assertRefused(Misbehaviour.MALFORMED, 0);
  }

  @Test
  void theFirstFrameIsShort() {
    assertRefused(Misbehaviour.OVERSIZED, Frames.MAX_HELLO_LENGTH + 1);
  }

  @Test
  void afterTheFirstTheyAreAsLongAsTheProtocolAllows() {
    channel.writeInbound(frame(2, 0, 7));
    assertThat((byte[]) channel.readInbound()).hasSize(2);
    channel.writeInbound(frame(Frames.MAX_LENGTH, 0));
    assertThat(reader.isBroken()).isFalse();
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[Frames.MAX_LENGTH - 3]));
    assertThat(room.held()).isEqualTo(Integer.BYTES + Frames.MAX_LENGTH - 2);
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[2]));
    assertThat(room.held()).isZero();
    assertThat((byte[]) channel.readInbound()).hasSize(Frames.MAX_LENGTH);

    assertRefused(Misbehaviour.OVERSIZED, Frames.MAX_LENGTH + 1);
  }

  @Test
  void aFrameThatWasBegunIsWaitedForSoLong() {
    Duration patience = Duration.ofNanos(500);
    now += 10_000;
    assertThat(reader.waitsLongerThan(patience, now)).isFalse();

    channel.writeInbound(frame(2, 0));
    now += 500;
    assertThat(reader.waitsLongerThan(patience, now)).isFalse();
    now++;
    assertThat(reader.waitsLongerThan(patience, now)).isTrue();
    // Another byte of it is no excuse; its end is.
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {7}));
    assertThat(reader.waitsLongerThan(patience, now)).isFalse();
  }

  @Test
  void whatIsOfNoInterestIsThrownAway() {
    reader.discard();
    channel.writeInbound(frame(2, 0, 7));

    assertThat(channel.inboundMessages()).isEmpty();
  }
}
