package io.timecoin.ledger.store;

import io.timecoin.protocol.crypto.Hash256;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Rows turned into the boxed column arrays that {@code unnest} takes. */
final class Columns {
  private Columns() {}

  static <R> Long[] longs(Collection<R> rows, ToLongFunction<R> column) {
    return rows.stream().mapToLong(column).boxed().toArray(Long[]::new);
  }

  static <R> Integer[] ints(Collection<R> rows, ToIntFunction<R> column) {
    return rows.stream().mapToInt(column).boxed().toArray(Integer[]::new);
  }

  static <R> Boolean[] booleans(Collection<R> rows, Predicate<R> column) {
    return rows.stream().map(column::test).toArray(Boolean[]::new);
  }

  static <R> String[] texts(Collection<R> rows, Function<R, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  static <R> Buffer[] bytes(Collection<R> rows, Function<R, byte[]> column) {
    return rows.stream().map(column).map(Buffer::buffer).toArray(Buffer[]::new);
  }

  static <R> Buffer[] hashes(Collection<R> rows, Function<R, Hash256> column) {
    return bytes(rows, row -> column.apply(row).toByteArray());
  }

  static Buffer bytes(Hash256 hash) {
    return Buffer.buffer(hash.toByteArray());
  }

  static Hash256 hash(Buffer bytes) {
    return Hash256.of(bytes.getBytes());
  }
}
