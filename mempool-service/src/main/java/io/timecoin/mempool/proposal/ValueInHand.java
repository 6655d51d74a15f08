package io.timecoin.mempool.proposal;

import io.timecoin.mempool.bodies.KnownBody;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.transaction.Transaction;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value that is being judged, or was. It keeps each body that it has seen, so that nothing that
 * the pool does with a transaction meanwhile matters (PROTOCOL §6.2), up to what a microblock may
 * have.
 */
final class ValueInHand {
  /** Nothing is missing, so nothing is fetched. */
  private static final long NEVER = Long.MAX_VALUE;

  private final ListedValue value;
  private final Hash256 digest;
  private final Map<Hash256, Transaction> bodies = new HashMap<>();
  private final Set<Hash256> missing;
  private long bytes;
  private long fetchAtMillis;
  private Optional<Refusal> refusal = Optional.empty();
  private Optional<Judgement> verdict = Optional.empty();

  /**
   * A value none of whose bodies is known yet.
   *
   * @param fetchAtMillis when bodies that are missing then are fetched
   */
  ValueInHand(ListedValue value, long fetchAtMillis) {
    this.value = value;
    this.digest = value.header().digest();
    this.missing = new LinkedHashSet<>(value.wtxids());
    this.fetchAtMillis = fetchAtMillis;
  }

  ListedValue value() {
    return value;
  }

  MicroblockHeader header() {
    return value.header();
  }

  Hash256 digest() {
    return digest;
  }

  /** A verifier's finding about a copy, which may be one of its own. */
  void learn(Hash256 wtxid, KnownBody body) {
    if (!missing.contains(wtxid) || isHopeless()) {
      return;
    }
    switch (body) {
      case KnownBody.Sound(Transaction transaction) -> {
        missing.remove(wtxid);
        bodies.put(wtxid, transaction);
        bytes += transaction.size();
      }
      case KnownBody.Unsound(Refusal why) -> refusal = Optional.of(why);
    }
  }

  /** The wtxids whose bodies it lacks. */
  Set<Hash256> missing() {
    return Collections.unmodifiableSet(missing);
  }

  /** The body of one of its transactions. */
  Optional<Transaction> body(Hash256 wtxid) {
    return Optional.ofNullable(bodies.get(wtxid));
  }

  /** All bodies in order; none may be missing. */
  List<Transaction> transactions() {
    return value.wtxids().stream().map(bodies::get).toList();
  }

  /** Bytes of the bodies so far. */
  long bytes() {
    return bytes;
  }

  /** Why a transaction of it is refused whatever the microblock's time (PROTOCOL §4.2). */
  Optional<Refusal> refusal() {
    return refusal;
  }

  /** The end of the judging; it holds for every round. */
  Optional<Judgement> verdict() {
    return verdict;
  }

  void judged(Judgement end) {
    verdict = Optional.of(end);
  }

  /** When to fetch what is missing. */
  long fetchAtMillis() {
    return missing.isEmpty() || verdict.isPresent() || isHopeless() ? NEVER : fetchAtMillis;
  }

  void fetchNotBefore(long millis) {
    fetchAtMillis = millis;
  }

  /** What is known is enough to refuse it: no further body is kept. */
  private boolean isHopeless() {
    return refusal.isPresent() || bytes > Limits.MAX_MICROBLOCK_BODY_BYTES;
  }
}
