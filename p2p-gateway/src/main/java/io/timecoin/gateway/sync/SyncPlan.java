package io.timecoin.gateway.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be asked, and of whom: the chain after what was handed on, up to what was ordered or
 * is worth asking for, is cut into segments; each is asked of one peer, the foremost of another as
 * well when it is slow. Guarded by the client's lock.
 */
final class SyncPlan {
  /** Microblocks behind at which it is clear that this node will not decide them itself. */
  static final long FAR_BEHIND = 20;

  /** Milliseconds that this node may need to decide for itself what others say they have. */
  static final long PATIENCE_MILLIS = 1_000;

  /** Microblocks handed on, or on their way, beyond what is final here. */
  static final long WINDOW = 2_000;

  /** Bytes that came and wait, or were handed on and are not final here. */
  static final long WINDOW_BYTES = 16 << 20;

  /** Requests under way: some 4 MiB each at most. */
  static final int REQUESTS = 4;

  /** Milliseconds after which the foremost segment is asked of another peer as well. */
  static final long IMPATIENCE_MILLIS = 1_000;

  private final SyncSources sources;
  private final Segments segments;
  private final HandingOn handingOn;
  private long ordered;
  private int underWay;

  SyncPlan(SyncSources sources, Segments segments, HandingOn handingOn) {
    this.sources = sources;
    this.segments = segments;
    this.handingOn = handingOn;
  }

  /**
   * A segment asked of a source; from then on it counts as under way.
   *
   * @param last the last sequence that is asked for
   */
  record Question(SyncSource source, Segment segment, long last, long atMillis) {
    long microblocks() {
      return last - segment.first() + 1;
    }
  }

  /** Another service wants what is before this sequence, and it. */
  void order(long last) {
    ordered = Math.max(ordered, last);
  }

  /** The newest sequence that was ordered or that anybody says exists. */
  long newestKnown() {
    return Math.max(ordered, sources.newestClaim());
  }

  int underWay() {
    return underWay;
  }

  /** What is to be asked now. */
  List<Question> questions(long nowMillis) {
    List<Question> questions = new ArrayList<>();
    long target = target(nowMillis);
    if (target >= handingOn.next()) {
      askAgain(nowMillis, questions);
      askFurther(target, nowMillis, questions);
    }
    return questions;
  }

  /** The newest sequence that is worth asking for. */
  private long target(long nowMillis) {
    long claimed = sources.newestClaim(nowMillis);
    boolean overdue = handingOn.stillMillis(nowMillis) >= PATIENCE_MILLIS;
    boolean farBehind = claimed > handingOn.ownSequence() + FAR_BEHIND;
    return Math.max(ordered, overdue || farBehind ? claimed : 0);
  }

  private void askAgain(long nowMillis, List<Question> questions) {
    for (Segment segment : segments.unasked()) {
      ask(segment, nowMillis).ifPresent(questions::add);
    }
    segments
        .foremost()
        .filter(segment -> segment.isWaitingSince(IMPATIENCE_MILLIS, nowMillis))
        .flatMap(segment -> ask(segment, nowMillis))
        .ifPresent(questions::add);
  }

  private void askFurther(long target, long nowMillis, List<Question> questions) {
    long next = segments.end(handingOn.next());
    while (next <= target && isInWindow(next)) {
      var segment = new Segment(next, target);
      Optional<Question> question = ask(segment, nowMillis);
      if (question.isEmpty()) {
        return;
      }
      questions.add(question.get());
      segments.add(segment);
      next = segment.last() + 1;
    }
  }

  private boolean isInWindow(long sequence) {
    return sequence - handingOn.ownSequence() <= WINDOW
        && segments.bytes() + handingOn.bytes() < WINDOW_BYTES;
  }

  /**
   * A question for a segment, if a peer is free; the segment becomes as short as what that peer is
   * asked for, and what is cut off a standing one is a segment of its own.
   */
  private Optional<Question> ask(Segment segment, long nowMillis) {
    if (underWay >= REQUESTS) {
      return Optional.empty();
    }
    Optional<SyncSource> best = sources.bestFor(segment, nowMillis);
    if (best.isEmpty()) {
      return Optional.empty();
    }
    SyncSource source = best.get();
    long last = Math.min(segment.last(), segment.first() + source.range() - 1);
    segments.cut(segment, last);
    source.asked();
    segment.ask(source, nowMillis);
    underWay++;
    return Optional.of(new Question(source, segment, last, nowMillis));
  }

  /** It has been answered, or will not be. */
  void ended(Question question) {
    underWay--;
    question.segment().ended(question.source());
  }

  /**
   * The answer was that there is nothing. Where nobody has what was ordered, the order was about
   * what does not exist.
   */
  void lacks(Question question, long nowMillis) {
    long sequence = question.segment().first();
    question.source().lacks(sequence, nowMillis);
    if (sequence == handingOn.next() && !sources.mayHave(sequence, nowMillis)) {
      ordered = Math.min(ordered, handingOn.end().sequence());
      if (segments.areAllUnasked()) {
        segments.clear();
      }
    }
  }
}
