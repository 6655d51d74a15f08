package io.timecoin.devnet.events;

import io.timecoin.protocol.crypto.Hash256;
import java.util.Arrays;

/** Digests of one address's changes in order, 16 bytes each: there may be millions. */
final class ChangeList {
  private static final int WORDS = 2;

  private long[] words = new long[WORDS];
  private int size;

  int size() {
    return size;
  }

  void add(Hash256 digest) {
    if (size * WORDS == words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[size * WORDS] = digest.word0();
    words[size * WORDS + 1] = digest.word1();
    size++;
  }

  boolean has(int index, Hash256 digest) {
    return index < size
        && words[index * WORDS] == digest.word0()
        && words[index * WORDS + 1] == digest.word1();
  }
}
