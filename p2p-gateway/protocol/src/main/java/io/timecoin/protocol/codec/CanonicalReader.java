package io.timecoin.protocol.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads PROTOCOL §2.1 strictly: a count that the remaining bytes cannot hold is refused before
 * anything is allocated for it, and {@link #end} refuses trailing bytes. Every defect is a {@link
 * DecodeException}.
 */
public final class CanonicalReader {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Decodes one value at the reader's place. */
  @FunctionalInterface
  public interface Decoder<T> {
    T read(CanonicalReader reader) throws DecodeException;
  }

  private final byte[] source;
  private final int limit;
  private int position;

  public CanonicalReader(byte[] source) {
    this.source = source;
    this.limit = source.length;
  }

  /** Decodes a whole array as one value, without trailing bytes. */
  public static <T> T decode(byte[] source, Decoder<T> decoder) throws DecodeException {
    var reader = new CanonicalReader(source);
    T value = decoder.read(reader);
    reader.end();
    return value;
  }

  public int u8() throws DecodeException {
    require(1);
    return Byte.toUnsignedInt(source[position++]);
  }

  /** 32 bits; unsigned fields beyond 2^31-1 come out negative. */
  public int u32() throws DecodeException {
    require(4);
    int value = (int) INT.get(source, position);
    position += 4;
    return value;
  }

  /** 64 bits; unsigned fields beyond 2^63-1 come out negative. */
  public long u64() throws DecodeException {
    require(8);
    long value = (long) LONG.get(source, position);
    position += 8;
    return value;
  }

  public long i64() throws DecodeException {
    return u64();
  }

  public byte[] fixed(int length) throws DecodeException {
    require(length);
    byte[] bytes = Arrays.copyOfRange(source, position, position + length);
    position += length;
    return bytes;
  }

  public byte[] bytes() throws DecodeException {
    return fixed(count(1));
  }

  /** A UTF-8 string; malformed UTF-8 is refused, since it would not encode back to its bytes. */
  public String string() throws DecodeException {
    int length = count(1);
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(source, position, length))
              .toString();
      position += length;
      return text;
    } catch (CharacterCodingException e) {
      throw new DecodeException("a string is not UTF-8");
    }
  }

  /**
   * A sequence.
   *
   * @param minimumElementSize the fewest bytes an element can take, at least 1
   */
  public <T> List<T> sequence(int minimumElementSize, Decoder<T> decoder) throws DecodeException {
    int count = count(minimumElementSize);
    var values = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      values.add(decoder.read(this));
    }
    return List.copyOf(values);
  }

  public <T> Optional<T> option(Decoder<T> decoder) throws DecodeException {
    int tag = u8();
    return switch (tag) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(decoder.read(this));
      default -> throw new DecodeException("an option's tag is " + tag);
    };
  }

  /** Refuses trailing bytes. */
  public void end() throws DecodeException {
    if (position != limit) {
      throw new DecodeException((limit - position) + " trailing bytes");
    }
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return limit - position;
  }

  private int count(int minimumElementSize) throws DecodeException {
    long count = u64();
    if (count < 0 || count > remaining() / minimumElementSize) {
      throw new DecodeException(
          "a count of "
              + Long.toUnsignedString(count)
              + " is more than the bytes that remain can hold");
    }
    return (int) count;
  }

  private void require(int length) throws DecodeException {
    if (length > remaining()) {
      throw new DecodeException("needs " + length + " bytes, has " + remaining());
    }
  }
}
