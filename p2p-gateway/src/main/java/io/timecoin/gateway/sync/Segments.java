package io.timecoin.gateway.sync;

import io.timecoin.gateway.peers.Peer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The chain after what was handed on, as far as it is on its way, cut into segments. Between two of
 * them there is never a hole. Guarded by the client's lock.
 */
final class Segments {
  private final TreeMap<Long, Segment> byFirst = new TreeMap<>();

  Optional<Segment> foremost() {
    return byFirst.isEmpty() ? Optional.empty() : Optional.of(byFirst.firstEntry().getValue());
  }

  /** All that nobody is asked for and nobody has answered, in order. */
  List<Segment> unasked() {
    return byFirst.values().stream().filter(Segment::isUnasked).toList();
  }

  boolean areAllUnasked() {
    return byFirst.values().stream().allMatch(Segment::isUnasked);
  }

  /** The segment that begins there. */
  Optional<Segment> at(long first) {
    return Optional.ofNullable(byFirst.get(first));
  }

  /** Whether it is still one of these. */
  boolean contains(Segment segment) {
    return byFirst.get(segment.first()) == segment;
  }

  /** The sequence after the last segment; where there is none, the given one. */
  long end(long otherwise) {
    return byFirst.isEmpty() ? otherwise : byFirst.lastEntry().getValue().last() + 1;
  }

  /** Bytes that have come and wait. */
  long bytes() {
    return byFirst.values().stream()
        .flatMap(segment -> segment.arrived().stream())
        .mapToLong(arrived -> arrived.range().bytes())
        .sum();
  }

  void add(Segment segment) {
    byFirst.put(segment.first(), segment);
  }

  /** Makes a segment end earlier; what is cut off one of these becomes a segment of its own. */
  void cut(Segment segment, long last) {
    if (last < segment.last() && contains(segment)) {
      add(new Segment(last + 1, segment.last()));
    }
    segment.cut(last);
  }

  /**
   * Puts a range to its segment. What the segment had beyond it, up to {@code wantedLast}, and what
   * others had of which it holds the beginning, is to be asked for anew.
   */
  void arrive(Segment segment, long wantedLast, Peer peer, CheckedRange range) {
    segment.arrive(peer, range);
    var covered = byFirst.subMap(segment.first() + 1, range.lastSequence() + 1);
    long last =
        Math.max(wantedLast, covered.values().stream().mapToLong(Segment::last).max().orElse(0));
    covered.clear();
    long next = range.lastSequence() + 1;
    if (last >= next && !byFirst.containsKey(next)) {
      add(new Segment(next, last));
    }
  }

  /** What has come for it is of no use: it is to be asked for anew. */
  void again(Segment segment) {
    add(new Segment(segment.first(), segment.last()));
  }

  /** Drops what ends by this sequence; what is left of a segment is to be asked for anew. */
  void passed(long sequence) {
    while (!byFirst.isEmpty() && byFirst.firstKey() <= sequence) {
      Segment passed = byFirst.pollFirstEntry().getValue();
      if (passed.last() > sequence && !byFirst.containsKey(sequence + 1)) {
        add(new Segment(sequence + 1, passed.last()));
      }
    }
  }

  void remove(long first) {
    byFirst.remove(first);
  }

  void clear() {
    byFirst.clear();
  }
}
