package io.timecoin.protocol.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Writes PROTOCOL §2.1: integers little-endian and fixed width, counts as u64. */
public final class CanonicalWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer;
  private int size;

  public CanonicalWriter() {
    this(256);
  }

  public CanonicalWriter(int expectedSize) {
    buffer = new byte[Math.max(16, expectedSize)];
  }

  public CanonicalWriter u8(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** The 32 bits of {@code value}, which is unsigned on the wire. */
  public CanonicalWriter u32(int value) {
    reserve(4);
    INT.set(buffer, size, value);
    size += 4;
    return this;
  }

  /** The 64 bits of {@code value}; the field's own rule says whether it is signed. */
  public CanonicalWriter u64(long value) {
    reserve(8);
    LONG.set(buffer, size, value);
    size += 8;
    return this;
  }

  public CanonicalWriter i64(long value) {
    return u64(value);
  }

  /** A fixed array: its bytes without a count. */
  public CanonicalWriter fixed(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  /** A byte string: count, then bytes. */
  public CanonicalWriter bytes(byte[] bytes) {
    return u64(bytes.length).fixed(bytes);
  }

  /** A UTF-8 string: count of bytes, then bytes. */
  public CanonicalWriter string(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public CanonicalWriter value(Canonical value) {
    value.writeTo(this);
    return this;
  }

  /** A sequence: count, then each element. */
  public CanonicalWriter sequence(Collection<? extends Canonical> values) {
    u64(values.size());
    values.forEach(value -> value.writeTo(this));
    return this;
  }

  /** An option: 0, or 1 and the value. */
  public CanonicalWriter option(Optional<? extends Canonical> value) {
    u8(value.isPresent() ? 1 : 0);
    value.ifPresent(present -> present.writeTo(this));
    return this;
  }

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private void reserve(int more) {
    int wanted = Math.addExact(size, more);
    if (wanted > buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.max(wanted, Math.min(2L * size, 1 << 30)));
    }
  }
}
