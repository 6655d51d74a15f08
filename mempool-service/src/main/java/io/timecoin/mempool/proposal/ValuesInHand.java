package io.timecoin.mempool.proposal;

import io.timecoin.mempool.bodies.Bodies;
import io.timecoin.mempool.bodies.KnownBody;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that this mempool judges or has judged for the undecided sequence and the one before:
 * a round that proposes one again needs no fetch, and a member that lacks one is served.
 */
final class ValuesInHand {
  /** With a value of the largest size in each, some 32 MiB. The oldest leaves first. */
  private static final int MOST = 8;

  private final Bodies bodies;
  private final Map<Hash256, ValueInHand> byDigest = new LinkedHashMap<>();

  ValuesInHand(Bodies bodies) {
    this.bodies = bodies;
  }

  /** The value in hand that a request is about; with all of its bodies that are known. */
  ValueInHand of(VerdictRequest request, long nowMillis) {
    Hash256 digest = request.header().digest();
    ValueInHand known = byDigest.remove(digest);
    if (known == null) {
      known = fresh(request, nowMillis);
    }
    // Put in anew: the one that nobody has asked about for longest stands first.
    byDigest.put(digest, known);
    if (byDigest.size() > MOST) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
    return known;
  }

  private ValueInHand fresh(VerdictRequest request, long nowMillis) {
    var value = new ValueInHand(request.value(), nowMillis + BodyFetches.GRACE_MILLIS);
    for (Hash256 wtxid : request.wtxids()) {
      bodies.find(wtxid, nowMillis).ifPresent(found -> value.learn(wtxid, found));
    }
    return value;
  }

  /** A verifier's finding, for whichever value lacks this copy. */
  void known(Hash256 wtxid, KnownBody body) {
    byDigest.values().forEach(value -> value.learn(wtxid, body));
  }

  Optional<ListedValue> find(Hash256 digest) {
    return Optional.ofNullable(byDigest.get(digest)).map(ValueInHand::value);
  }

  Optional<Transaction> body(Hash256 wtxid) {
    return byDigest.values().stream().flatMap(value -> value.body(wtxid).stream()).findFirst();
  }

  /** Nobody asks for values of older sequences. */
  void forgetBelow(long sequence) {
    byDigest.values().removeIf(value -> value.header().sequence() < sequence);
  }

  void clear() {
    byDigest.clear();
  }
}
