package io.timecoin.gateway.relay;

import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which consensus messages were let in, the newest, by hash; and how many copies with other
 * unsigned parts of one vote. Thread-safe.
 */
final class SeenMessages {
  /** Messages: more than the votes of a committee of 100 in a minute. */
  static final int CAPACITY = 20_000;

  /** Milliseconds: what its own signer repeats is let in again after this, per kind. */
  static final long AGAIN_MILLIS = 1_000;

  /**
   * Copies of one vote that differ in what its signature does not cover, or in its digest. Two are
   * evidence; what stands on certificates may honestly come in a few forms.
   */
  static final int COPIES = 4;

  private final Map<Hash256, Boolean> seen = new LinkedHashMap<>();
  private final Map<Vote, Integer> copies = new LinkedHashMap<>();

  /** By member of the committee and kind: bounded. */
  private final Map<Saying, Long> letInMillis = new HashMap<>();

  private record Vote(
      PublicKey signer, VoteType type, long sequence, int round, boolean fromSigner) {}

  private record Saying(PublicKey signer, VoteType type) {}

  synchronized boolean contains(Hash256 hash) {
    return seen.containsKey(hash);
  }

  /** Remembers a message as seen without letting it in: this node's own. */
  synchronized void own(Hash256 hash) {
    remember(hash);
  }

  /**
   * Whether a message that holds is let in as a new one.
   *
   * @param fromSigner whether its signer's own peer brought it: others must not use up its copies
   */
  synchronized boolean isNew(MemberMessage message, boolean fromSigner, long nowMillis) {
    var proto = message.proto();
    var vote =
        new Vote(
            message.signer(), message.type(), proto.getSequence(), proto.getRound(), fromSigner);
    int before = copies.getOrDefault(vote, 0);
    if (seen.containsKey(message.hash()) || before >= COPIES) {
      return false;
    }
    copies.remove(vote);
    copies.put(vote, before + 1);
    if (copies.size() > CAPACITY) {
      copies.remove(copies.keySet().iterator().next());
    }
    remember(message.hash());
    letInMillis.put(new Saying(message.signer(), message.type()), nowMillis);
    return true;
  }

  /** Whether what its own signer repeats is let in once more (PROTOCOL §9). */
  synchronized boolean isDueAgain(MemberMessage message, long nowMillis) {
    var saying = new Saying(message.signer(), message.type());
    long last = letInMillis.getOrDefault(saying, 0L);
    if (nowMillis >= last && nowMillis - last < AGAIN_MILLIS) {
      return false;
    }
    letInMillis.put(saying, nowMillis);
    return true;
  }

  private void remember(Hash256 hash) {
    seen.put(hash, true);
    if (seen.size() > CAPACITY) {
      seen.remove(seen.keySet().iterator().next());
    }
  }
}
