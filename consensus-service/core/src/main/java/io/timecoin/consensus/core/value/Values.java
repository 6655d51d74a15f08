package io.timecoin.consensus.core.value;

import io.timecoin.protocol.crypto.Hash256;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The values known for one sequence, by digest. Immutable. */
public record Values(Map<Hash256, KnownValue> byDigest) {
  public static final Values NONE = new Values(Map.of());

  public Optional<KnownValue> find(Hash256 digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }

  public Optional<Judgement.Valid> valid(Hash256 digest) {
    return find(digest)
        .map(KnownValue::judgement)
        .filter(Judgement.Valid.class::isInstance)
        .map(Judgement.Valid.class::cast);
  }

  public Optional<Judgement.Invalid> invalid(Hash256 digest) {
    return find(digest)
        .map(KnownValue::judgement)
        .filter(Judgement.Invalid.class::isInstance)
        .map(Judgement.Invalid.class::cast);
  }

  public boolean isUnjudged(Hash256 digest) {
    return find(digest).filter(v -> v.judgement() instanceof Judgement.Unjudged).isPresent();
  }

  /** With this value, unless it is known: a judgement once made stands. */
  public Values know(KnownValue value) {
    var digest = value.header().digest();
    return find(digest)
            .filter(known -> !(known.judgement() instanceof Judgement.Unjudged))
            .isPresent()
        ? this
        : with(digest, value);
  }

  /** With this judgement of a known value. */
  public Values judge(Hash256 digest, Judgement judgement) {
    return find(digest).map(known -> know(known.judged(judgement))).orElse(this);
  }

  /** Only the values of these digests. */
  public Values retain(Set<Hash256> digests) {
    var kept = new TreeMap<>(byDigest);
    kept.keySet().retainAll(digests);
    return new Values(Collections.unmodifiableMap(kept));
  }

  private Values with(Hash256 digest, KnownValue value) {
    var changed = new TreeMap<>(byDigest);
    changed.put(digest, value);
    return new Values(Collections.unmodifiableMap(changed));
  }
}
