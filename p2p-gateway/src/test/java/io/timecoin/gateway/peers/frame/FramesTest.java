package io.timecoin.gateway.peers.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages as bytes and back (PROTOCOL §9). */
class FramesTest {
  private static PeerMessage transactions(int count, ByteString each) {
    var transactions = Transactions.newBuilder();
    for (int i = 0; i < count; i++) {
      transactions.addTransactions(each);
    }
    return PeerMessage.newBuilder().setTransactions(transactions).build();
  }

  private static byte[] body(byte[] frame) {
    return Arrays.copyOfRange(frame, Integer.BYTES, frame.length);
  }

  private static byte[] withFlags(int flags, byte[] payload) {
    return ByteBuffer.allocate(1 + payload.length).put((byte) flags).put(payload).array();
  }

  private static void assertRefused(Misbehaviour as, byte[] body) {
    assertThatThrownBy(() -> Frames.decode(body))
        .isInstanceOfSatisfying(
            FrameException.class, refused -> assertThat(refused.misbehaviour()).isEqualTo(as));
  }

  @Test
  void aShortMessageTravelsAsItIs() throws Exception {
    var message =
        PeerMessage.newBuilder()
            .setAnnouncement(Announcement.newBuilder().addWtxids(ByteString.copyFrom(new byte[32])))
            .build();

    byte[] frame = Frames.encode(message);

    byte[] plain = message.toByteArray();
    assertThat(ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt())
        .isEqualTo(plain.length + 1);
    assertThat(frame[4]).isZero();
    assertThat(Arrays.copyOfRange(frame, 5, frame.length)).isEqualTo(plain);
    assertThat(Frames.decode(body(frame))).isEqualTo(message);
  }

  @Test
  void aLongMessageIsCompressedWhenThatSaves() throws Exception {
    PeerMessage saves = transactions(100, ByteString.copyFrom(new byte[200]));
    byte[] frame = Frames.encode(saves);
    assertThat(frame[4]).isEqualTo((byte) Frames.COMPRESSED);
    assertThat(frame.length).isLessThan(saves.getSerializedSize() / 4);
    assertThat(Frames.decode(body(frame))).isEqualTo(saves);

    byte[] noise = new byte[5_000];
    new Random(3).nextBytes(noise);
    PeerMessage savesNothing = transactions(1, ByteString.copyFrom(noise));
    assertThat(Frames.encode(savesNothing)[4]).isZero();
    assertThat(Frames.decode(body(Frames.encode(savesNothing)))).isEqualTo(savesNothing);
  }

  @Test
  void flagsThatNobodyHereKnowsAreMalformed() {
    byte[] ping = PeerMessage.newBuilder().setPing(Ping.getDefaultInstance()).build().toByteArray();

    for (int flags : new int[] {2, 3, 4, 128, 255}) {
      assertRefused(Misbehaviour.MALFORMED, withFlags(flags, ping));
    }
    assertRefused(Misbehaviour.MALFORMED, new byte[0]);
    // Flags alone: a message without content.
    assertRefused(Misbehaviour.MALFORMED, new byte[] {0});
    assertRefused(Misbehaviour.MALFORMED, new byte[] {1});
  }

  @Test
  void aZipBombIsRefusedByWhatItSaysOfItself() {
    byte[] bomb = Zstd.compress(new byte[Frames.MAX_DECOMPRESSED + 1]);
    assertThat(bomb.length).isLessThan(10_000);

    assertRefused(Misbehaviour.OVERSIZED, withFlags(1, bomb));
  }

  @Test
  void aZipBombThatLiesIsRefusedToo() {
    byte[] bomb = Zstd.compress(new byte[64 << 10]);
    // Magic, descriptor, then two bytes of size less 256.
    byte[] lying = bomb.clone();
    lying[5] = 0;
    lying[6] = 0;
    assertThat(Zstd.getFrameContentSize(lying)).isEqualTo(256);
    assertRefused(Misbehaviour.MALFORMED, withFlags(1, lying));

    byte[] cut = Arrays.copyOf(bomb, bomb.length - 1);
    assertRefused(Misbehaviour.MALFORMED, withFlags(1, cut));
  }

  @Test
  void aSecondZstdFrameBehindTheFirstIsRefused() {
    byte[] one = Zstd.compress(new byte[100]);
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);

    assertRefused(Misbehaviour.MALFORMED, withFlags(1, two));
  }

  @Test
  void noiseIsMalformedAndNothingElse() {
    var random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      if (noise.length > 0) {
        noise[0] = (byte) random.nextInt(2);
      }
      try {
        assertThat(Frames.decode(noise)).isNotNull();
      } catch (FrameException e) {
        assertThat(e.misbehaviour()).isIn(Misbehaviour.MALFORMED, Misbehaviour.OVERSIZED);
      }
    }
  }

  @Test
  void aMessageOfMoreFieldsThanAnyNeedsIsNotBuilt() {
    // 16 MiB of empty transactions would be eight million objects.
    byte[] empties = new byte[1_000_000];
    for (int i = 0; i < empties.length; i += 2) {
      empties[i] = (byte) (Transactions.TRANSACTIONS_FIELD_NUMBER << 3 | 2);
    }
    byte[] message =
        PeerMessage.newBuilder()
            .setUnknownFields(
                com.google.protobuf.UnknownFieldSet.newBuilder()
                    .addField(
                        PeerMessage.TRANSACTIONS_FIELD_NUMBER,
                        com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFrom(empties))
                            .build())
                    .build())
            .build()
            .toByteArray();

    assertRefused(Misbehaviour.OVERSIZED, withFlags(0, message));
    assertRefused(Misbehaviour.OVERSIZED, withFlags(1, Zstd.compress(message)));
  }

  @Test
  void aHashOfAnotherLengthIsMalformed() {
    var message =
        PeerMessage.newBuilder()
            .setAnnouncement(Announcement.newBuilder().addWtxids(ByteString.copyFrom(new byte[31])))
            .build();

    assertRefused(Misbehaviour.MALFORMED, withFlags(0, message.toByteArray()));
  }

  @Test
  void whatFitsInNoFrameIsNotSent() {
    byte[] noise = new byte[9 << 20];
    new Random(4).nextBytes(noise);

    assertThatThrownBy(() -> Frames.encode(transactions(1, ByteString.copyFrom(noise))))
        .isInstanceOf(FrameException.class);
    assertThatThrownBy(
            () -> Frames.encode(transactions(1, ByteString.copyFrom(new byte[17 << 20]))))
        .isInstanceOf(FrameException.class);
  }
}
