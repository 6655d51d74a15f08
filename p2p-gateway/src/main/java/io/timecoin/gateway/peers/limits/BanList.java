package io.timecoin.gateway.peers.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is not talked to, and until when. A node that is banned again within a day of its last ban's
 * end is banned for twice as long, up to a day. Thread-safe; forgotten when the process ends.
 */
public final class BanList {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Duration first;
  private final Map<BanSubject, Ban> bans = new LinkedHashMap<>();

  public BanList(InstantSource clock, Duration first) {
    this.clock = clock;
    this.first = first;
  }

  /** Bans for misdeeds. */
  public synchronized Ban ban(BanSubject subject, String reason) {
    Ban before = bans.get(subject);
    Duration time = first;
    if (before != null && clock.instant().isBefore(before.until().plus(LONGEST))) {
      Duration doubled = Duration.between(before.since(), before.until()).multipliedBy(2);
      time = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
    return ban(subject, time, reason);
  }

  /** Bans for so long, instead of a ban that there is. */
  public synchronized Ban ban(BanSubject subject, Duration time, String reason) {
    Instant now = clock.instant();
    Ban ban = new Ban(subject, now, now.plus(time), reason);
    bans.remove(subject);
    bans.put(subject, ban);
    forgetOld(now);
    if (bans.size() > MOST) {
      bans.remove(bans.keySet().iterator().next());
    }
    return ban;
  }

  private void forgetOld(Instant now) {
    bans.values().removeIf(ban -> now.isAfter(ban.until().plus(LONGEST)));
  }

  /** The ban of this subject that lasts. */
  public synchronized Optional<Ban> find(BanSubject subject) {
    return Optional.ofNullable(bans.get(subject)).filter(this::lasts);
  }

  /** Ends a ban. */
  public synchronized boolean lift(BanSubject subject) {
    Ban ban = bans.remove(subject);
    return ban != null && lasts(ban);
  }

  public synchronized void clear() {
    bans.clear();
  }

  /** Those that last, oldest first. */
  public synchronized List<Ban> all() {
    return bans.values().stream().filter(this::lasts).toList();
  }

  private boolean lasts(Ban ban) {
    return clock.instant().isBefore(ban.until());
  }
}
