package io.timecoin.devnet.route;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Loads of bytes that are no payments, where nobody looks into them. */
final class InventedLoad {
  private InventedLoad() {}

  /** So many different ones. */
  static SignedLoad of(Path file, int count) {
    var next = new AtomicInteger();
    return SignedLoad.write(
        file,
        count,
        piece ->
            IntStream.range(0, piece)
                .mapToObj(_ -> ByteBuffer.allocate(40).putInt(next.getAndIncrement()).array())
                .toList());
  }
}
