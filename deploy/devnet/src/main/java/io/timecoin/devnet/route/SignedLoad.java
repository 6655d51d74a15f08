package io.timecoin.devnet.route;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.Transaction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Signed payments in a file, in the gateway's binary form: a request's body is a piece of the file
 * after a count, so that sending costs next to nothing. The file stays in the page cache and not on
 * the heap. Numbered from 0 in sending order. Thread-safe.
 */
final class SignedLoad implements AutoCloseable {
  private static final ValueLayout.OfLong LITTLE_ENDIAN =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Free and used places of the table: half of them stay free at least. */
  private static final int FREE = -1;

  private final Path file;
  private final MemorySegment payments;

  /** Where each payment begins in the file, with its length before it; at last the file's end. */
  private final long[] starts;

  private final Hash256[] wtxids;
  private final int[] table;

  private SignedLoad(Path file, long[] starts, Hash256[] wtxids) throws IOException {
    this.file = file;
    this.starts = starts;
    this.wtxids = wtxids;
    this.table = table(wtxids);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      payments =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, starts[wtxids.length], Arena.ofAuto());
    }
  }

  /** Source of payments, a few thousand at a time. */
  @FunctionalInterface
  interface Source {
    /** The next so many, encoded with their signatures. */
    List<byte[]> next(int count);
  }

  /**
   * Writes so many payments into a new file, which is deleted at {@link #close}.
   *
   * @param count 1 or more
   */
  static SignedLoad write(Path file, int count, Source source) {
    long[] starts = new long[count + 1];
    var wtxids = new Hash256[count];
    int piece = 4_096;
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        for (int first = 0; first < count; first += piece) {
          List<byte[]> payments = source.next(Math.min(piece, count - first));
          for (int i = 0; i < payments.size(); i++) {
            byte[] payment = payments.get(i);
            out.write(littleEndian(payment.length));
            out.write(payment);
            wtxids[first + i] = Sha256.hash(payment);
            starts[first + i + 1] = starts[first + i] + Long.BYTES + payment.length;
          }
        }
      }
      return new SignedLoad(file, starts, wtxids);
    } catch (IOException e) {
      throw new UncheckedIOException("could not keep the signed payments in " + file, e);
    }
  }

  private static byte[] littleEndian(long value) {
    byte[] bytes = new byte[Long.BYTES];
    MemorySegment.ofArray(bytes).set(LITTLE_ENDIAN, 0, value);
    return bytes;
  }

  private static int[] table(Hash256[] wtxids) {
    int[] table = new int[Integer.highestOneBit(wtxids.length) * 4];
    Arrays.fill(table, FREE);
    for (int i = 0; i < wtxids.length; i++) {
      int place = place(wtxids[i], table.length);
      while (table[place] != FREE) {
        place = (place + 1) & (table.length - 1);
      }
      table[place] = i;
    }
    return table;
  }

  private static int place(Hash256 wtxid, int size) {
    return (int) wtxid.word0() & (size - 1);
  }

  int size() {
    return wtxids.length;
  }

  Hash256 wtxid(int payment) {
    return wtxids[payment];
  }

  /** The number of a payment; empty when it is not one of these. */
  OptionalInt find(Hash256 wtxid) {
    int place = place(wtxid, table.length);
    while (table[place] != FREE) {
      if (wtxids[table[place]].equals(wtxid)) {
        return OptionalInt.of(table[place]);
      }
      place = (place + 1) & (table.length - 1);
    }
    return OptionalInt.empty();
  }

  /** The request body that hands in the payments from one number up to another, without this. */
  byte[] body(int from, int to) {
    long length = starts[to] - starts[from];
    byte[] body = new byte[Math.toIntExact(Long.BYTES + length)];
    MemorySegment.ofArray(body).set(LITTLE_ENDIAN, 0, to - from);
    MemorySegment.copy(
        payments, ValueLayout.JAVA_BYTE, starts[from], body, Long.BYTES, (int) length);
    return body;
  }

  /** One of them as a body has it: its length and its bytes. */
  byte[] item(int number) {
    return payments
        .asSlice(starts[number], starts[number + 1] - starts[number])
        .toArray(ValueLayout.JAVA_BYTE);
  }

  /** One of them. */
  Transaction payment(int number) {
    byte[] bytes =
        payments
            .asSlice(starts[number] + Long.BYTES, starts[number + 1] - starts[number] - Long.BYTES)
            .toArray(ValueLayout.JAVA_BYTE);
    try {
      return Transaction.decode(bytes);
    } catch (DecodeException e) {
      throw new IllegalStateException("what was encoded here can be decoded", e);
    }
  }

  /** Deletes the file; a request that is still being made may go on reading it. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + file, e);
    }
  }
}
