package io.timecoin.gateway.peers.frame;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One message as bytes: u32 little-endian length of what follows, u8 flags, payload (PROTOCOL §9).
 */
public final class Frames {
  /** Flags and payload. */
  public static final int MAX_LENGTH = 8 << 20;

  /** Before a Hello nobody needs more. */
  public static final int MAX_HELLO_LENGTH = 16 << 10;

  public static final int MAX_DECOMPRESSED = 16 << 20;

  /** Length and flags. */
  public static final int HEADER = Integer.BYTES + 1;

  static final int COMPRESSED = 1;

  /** Smaller payloads are not worth the time. */
  private static final int WORTH_COMPRESSING = 1 << 10;

  private static final int FASTEST = 1;

  private Frames() {}

  /**
   * The frame of a message.
   *
   * @throws FrameException when it would be longer than a frame may be: a bug of this side
   */
  public static byte[] encode(PeerMessage message) throws FrameException {
    byte[] plain = message.toByteArray();
    if (plain.length > MAX_DECOMPRESSED) {
      throw new FrameException(Misbehaviour.OVERSIZED, plain.length + " bytes fit in no frame");
    }
    if (plain.length > WORTH_COMPRESSING) {
      byte[] compressed = Zstd.compress(plain, FASTEST);
      if (compressed.length < plain.length) {
        return frame(COMPRESSED, compressed);
      }
    }
    return frame(0, plain);
  }

  private static byte[] frame(int flags, byte[] payload) throws FrameException {
    if (payload.length + 1 > MAX_LENGTH) {
      throw new FrameException(Misbehaviour.OVERSIZED, payload.length + " bytes fit in no frame");
    }
    return ByteBuffer.allocate(HEADER + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(payload.length + 1)
        .put((byte) flags)
        .put(payload)
        .array();
  }

  /**
   * The message of a frame.
   *
   * @param body flags and payload
   */
  public static PeerMessage decode(byte[] body) throws FrameException {
    if (body.length == 0) {
      throw malformed("a frame without flags");
    }
    byte[] plain =
        switch (body[0]) {
          case 0 -> Arrays.copyOfRange(body, 1, body.length);
          case COMPRESSED -> decompress(body);
          default -> throw malformed("unknown flags " + (body[0] & 0xFF));
        };
    MessageShape.countElements(plain);
    try {
      PeerMessage message = PeerMessage.parseFrom(plain);
      MessageShape.check(message);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw malformed("not Protobuf");
    }
  }

  private static byte[] decompress(byte[] body) throws FrameException {
    if (body.length == 1) {
      throw malformed("a compressed frame without content");
    }
    // Said by the frame itself, before anything is allocated.
    long size = Zstd.getFrameContentSize(body, 1, body.length - 1);
    if (size <= 0) {
      throw malformed("a compressed frame that does not say its size");
    }
    if (size > MAX_DECOMPRESSED) {
      throw new FrameException(
          Misbehaviour.OVERSIZED,
          "a frame of %d bytes decompressed, at most %d".formatted(size, MAX_DECOMPRESSED));
    }
    byte[] plain = new byte[(int) size];
    try {
      long written = Zstd.decompressByteArray(plain, 0, plain.length, body, 1, body.length - 1);
      if (Zstd.isError(written) || written != size) {
        throw malformed("a compressed frame that does not decompress");
      }
    } catch (ZstdException e) {
      throw malformed("a compressed frame that does not decompress");
    }
    return plain;
  }

  private static FrameException malformed(String detail) {
    return new FrameException(Misbehaviour.MALFORMED, detail);
  }
}
