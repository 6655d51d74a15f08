package io.timecoin.gateway.sync;

import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.gateway.relay.PeerWork;
import io.timecoin.gateway.relay.Ranges;
import io.timecoin.gateway.sync.SyncPlan.Question;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Fetches what others have decided and this node has not (PROTOCOL §6.10), as {@link SyncPlan}
 * says. What comes is checked, waits for what is before it, and is handed on in order; it goes on
 * only as far as the other services follow, and begins anew at their sequence when they do not.
 * Thread-safe; never blocks.
 */
public final class SyncClient implements Ranges {
  private static final Logger LOG = Logger.getLogger(SyncClient.class);

  /** Bytes of an answer: what PROTOCOL §6.10 allows, with a first microblock of any size. */
  static final int LARGEST_ANSWER = 8 << 20;

  /** Microblocks of an answer (PROTOCOL §6.10). */
  static final int LARGEST_RANGE = 500;

  static final Duration DEADLINE = Duration.ofSeconds(5);

  private final PeerNetwork network;
  private final Supplier<Position> own;
  private final RangeCheck check;
  private final SyncWriter writer;
  private final PeerWork workers;
  private final InstantSource clock;

  private final SyncSources sources = new SyncSources();
  private final Segments segments = new Segments();
  private final HandingOn handingOn;
  private final SyncPlan plan;
  private final ProgressRate rate = new ProgressRate();

  /**
   * A client that waits for its first order.
   *
   * @param own the newest final microblock of this node
   */
  public SyncClient(
      PeerNetwork network,
      Supplier<Position> own,
      RangeCheck check,
      SyncWriter writer,
      PeerWork workers,
      InstantSource clock) {
    this.network = network;
    this.own = own;
    this.check = check;
    this.writer = writer;
    this.workers = workers;
    this.clock = clock;
    this.handingOn = new HandingOn(own.get(), clock.millis());
    this.plan = new SyncPlan(sources, segments, handingOn);
  }

  @Override
  public void wanted(long first, long last) {
    synchronized (this) {
      plan.order(last);
    }
    proceed();
  }

  @Override
  public void claimed(Peer peer, long sequence) {
    synchronized (this) {
      // Unsigned on the wire: 2^63 and more is nobody's.
      sources.of(peer).claims(Math.max(0, sequence));
    }
  }

  @Override
  public void disconnected(Peer peer) {
    synchronized (this) {
      sources.drop(peer);
    }
  }

  @Override
  public void served(Peer peer, List<MicroblockRecord> microblocks) {
    if (microblocks.isEmpty() || microblocks.size() > LARGEST_RANGE) {
      network.misbehaved(
          peer, Misbehaviour.OVERSIZED, microblocks.size() + " microblocks served at once");
      return;
    }
    long last = microblocks.getLast().getSequence();
    List<MicroblockRecord> unknown;
    synchronized (this) {
      followOwn();
      if (last > sources.of(peer).claimed()) {
        sources.of(peer).claims(last);
      }
      unknown = microblocks.stream().filter(one -> one.getSequence() >= handingOn.next()).toList();
      if (unknown.isEmpty() || unknown.getFirst().getSequence() != handingOn.next()) {
        // Known, or not the next: in the latter case the rest is asked for in order.
        return;
      }
    }
    try {
      CheckedRange range = check.check(unknown, unknown.getFirst().getSequence());
      synchronized (this) {
        takeServed(peer, range);
      }
      proceed();
    } catch (DecodeException e) {
      network.misbehaved(peer, Misbehaviour.INVALID_MICROBLOCK, e.getMessage());
    }
  }

  private void takeServed(Peer peer, CheckedRange range) {
    Optional<Segment> standing = segments.at(range.firstSequence());
    if (range.firstSequence() != handingOn.next()
        || standing.filter(segment -> !segment.isOpen()).isPresent()) {
      return;
    }
    var segment = new Segment(range.firstSequence(), range.lastSequence());
    segments.add(segment);
    long wantedLast = standing.map(Segment::last).orElse(range.lastSequence());
    segments.arrive(segment, wantedLast, peer, range);
  }

  /** Looks what is due; to be called several times a second. */
  public void tick() {
    synchronized (this) {
      sources.keep(network.connected());
    }
    proceed();
  }

  private void proceed() {
    List<Question> questions;
    Optional<Segment.Arrived> next;
    synchronized (this) {
      followOwn();
      questions = plan.questions(clock.millis());
      next = nextToWrite();
    }
    questions.forEach(this::ask);
    next.ifPresent(this::write);
  }

  /** Takes in where this node is now. */
  private void followOwn() {
    Position now = own.get();
    long nowMillis = clock.millis();
    rate.at(nowMillis, now.sequence());
    handingOn.follow(now, nowMillis);
    if (handingOn.isStuck(nowMillis)) {
      LOG.infof(
          "TC-GW-221: microblocks %d to %d were handed on and did not become final here; they are"
              + " fetched anew",
          now.sequence() + 1, handingOn.end().sequence());
      handingOn.giveUp(now, nowMillis);
      segments.clear();
    }
    if (!handingOn.isUnderWay()) {
      segments.passed(handingOn.end().sequence());
    }
  }

  private void ask(Question question) {
    var range =
        GetMicroblocks.newBuilder()
            .setFirstSequence(question.segment().first())
            .setLastSequence(question.last());
    var _ =
        network
            .request(
                question.source().peer(),
                PeerMessage.newBuilder().setGetMicroblocks(range).build(),
                DEADLINE)
            .whenComplete((answer, _) -> answered(question, Optional.ofNullable(answer)));
  }

  private void answered(Question question, Optional<PeerMessage> answer) {
    Peer peer = question.source().peer();
    if (answer.filter(PeerMessage::hasMicroblocks).isPresent()) {
      List<MicroblockRecord> records = answer.get().getMicroblocks().getMicroblocksList();
      long size = answer.get().getSerializedSize();
      long tookMillis = clock.millis() - question.atMillis();
      synchronized (this) {
        question.segment().answered(question.source());
      }
      if (workers.offer(peer.id(), size, () -> arrived(question, records, size, tookMillis))) {
        return;
      }
    }
    synchronized (this) {
      plan.ended(question);
      if (answer.filter(PeerMessage::hasNotFound).isPresent()) {
        plan.lacks(question, clock.millis());
      } else {
        question.source().failed(clock.millis());
      }
    }
    proceed();
  }

  private void arrived(
      Question question, List<MicroblockRecord> records, long size, long tookMillis) {
    Segment segment = question.segment();
    Peer peer = question.source().peer();
    long asked = question.microblocks();
    try {
      if (records.isEmpty() || records.size() > asked || size > LARGEST_ANSWER) {
        throw new DecodeException(
            "%d microblocks, %d bytes for a question of %d".formatted(records.size(), size, asked));
      }
      CheckedRange range = check.check(records, segment.first());
      synchronized (this) {
        plan.ended(question);
        question.source().delivered(records.size() == asked, tookMillis);
        if (segments.contains(segment) && segment.isOpen()) {
          segments.arrive(segment, segment.last(), peer, range);
        }
      }
    } catch (DecodeException e) {
      LOG.warnf("TC-GW-222: %s served what does not hold: %s", peer.nodeKey(), e.getMessage());
      synchronized (this) {
        plan.ended(question);
        question.source().lied(clock.millis());
      }
      network.misbehaved(peer, Misbehaviour.INVALID_MICROBLOCK, e.getMessage());
    }
    proceed();
  }

  /** The foremost segment, if it has come and follows what was handed on. */
  private Optional<Segment.Arrived> nextToWrite() {
    if (!handingOn.mayBegin(clock.millis())) {
      return Optional.empty();
    }
    Optional<Segment> next =
        segments
            .foremost()
            .filter(segment -> segment.first() == handingOn.next())
            .filter(segment -> !segment.isOpen());
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Segment foremost = next.get();
    Segment.Arrived arrived = foremost.arrived().orElseThrow();
    if (!arrived.range().previousDigest().equals(handingOn.end().digest())) {
      // Both are certified, so a third of the weight is faulty (PROTOCOL §6.9), or what was handed
      // on has not been this chain; the voter alone can tell.
      LOG.errorf(
          "TC-GW-223: microblock %d of %s follows another one than this node's %d",
          foremost.first(), arrived.peer().nodeKey(), handingOn.end().sequence());
      segments.again(foremost);
      sources.of(arrived.peer()).lied(clock.millis());
      return Optional.empty();
    }
    handingOn.begin();
    return Optional.of(arrived);
  }

  private void write(Segment.Arrived arrived) {
    var _ =
        writer
            .write(arrived.peer(), arrived.range())
            .whenComplete((_, failure) -> wrote(arrived.range(), failure));
  }

  private void wrote(CheckedRange range, Throwable failure) {
    synchronized (this) {
      if (failure == null) {
        segments.remove(range.firstSequence());
        handingOn.done(range);
      } else {
        LOG.warnf(
            "TC-GW-224: microblocks %d to %d could not be handed on yet: %s",
            range.firstSequence(), range.lastSequence(), failure.getMessage());
        handingOn.failed(clock.millis());
      }
    }
    proceed();
  }

  /** Microblocks handed on since the start. */
  public synchronized long handedOn() {
    return handingOn.inAll();
  }

  public synchronized SyncProgress progress() {
    long now = clock.millis();
    return new SyncProgress(
        own.get().sequence(),
        handingOn.end().sequence(),
        plan.newestKnown(),
        rate.perSecond(),
        plan.underWay(),
        segments.bytes(),
        sources.described(now));
  }
}
