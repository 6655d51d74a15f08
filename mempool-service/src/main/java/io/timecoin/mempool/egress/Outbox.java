package io.timecoin.mempool.egress;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.mempool.loop.TurnSink;
import io.timecoin.mempool.messages.ProposalMessages;
import io.timecoin.mempool.messages.StatusMessages;
import io.timecoin.mempool.node.Turn;
import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.proposal.Answer;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.topics.Topic;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Makes turns durable and then tells them: first mempool.journal, then tx.status, proposal.answers
 * and p2p.outbound, then whoever waits. Turns that came while the last group was written go
 * together. Full, it holds the domain up.
 */
public final class Outbox implements TurnSink, AutoCloseable {
  private static final int CAPACITY = 256;

  /** How long the journal may lag behind tx.verified when nothing else is written. */
  private static final long PROGRESS_NANOS = 5_000_000_000L;

  private final DurableWriter writer;
  private final AnswerPlaces answerPlaces;
  private final ServiceState state;
  private final InstantSource clock;
  private final boolean relay;
  private final BlockingQueue<Parcel> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Thread thread = Thread.ofPlatform().name("outbox").daemon().unstarted(this::run);
  private volatile long wantedEpoch;
  private volatile boolean closing;
  private volatile boolean busy;

  /** All before it is durable and told: a journal record covers no more than that. */
  private long toldVerifiedOffset;

  private long writtenVerifiedOffset;
  private long writtenAtNanos = System.nanoTime();

  /**
   * An outbox that is not started yet.
   *
   * @param relay whether peers are told of what is admitted
   */
  public Outbox(
      KafkaSettings settings,
      AnswerPlaces answerPlaces,
      ServiceState state,
      InstantSource clock,
      boolean relay) {
    this.writer = new DurableWriter(settings, "outbox");
    this.answerPlaces = answerPlaces;
    this.state = state;
    this.clock = clock;
    this.relay = relay;
  }

  public Outbox start() {
    thread.start();
    return this;
  }

  /** Blocks while the broker is slow or away. */
  @Override
  public void put(Turn turn, List<Runnable> afterwards) throws InterruptedException {
    queue.put(new Parcel(turn, afterwards));
  }

  @Override
  public boolean isIdle() {
    return queue.isEmpty() && !busy;
  }

  /** From now on only this epoch's turns count; what others decided is given up. */
  public void serve(long epoch) {
    wantedEpoch = epoch;
  }

  private void run() {
    try {
      while (!closing) {
        Parcel first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          busy = true;
          List<Parcel> group = new ArrayList<>();
          group.add(first);
          queue.drainTo(group);
          write(group);
          busy = false;
        }
      }
    } catch (InterruptedException e) {
      if (!closing) {
        state.broken("the outbox was interrupted", e);
      }
    } catch (RuntimeException | Error e) {
      state.broken("the outbox failed", e);
    }
  }

  private void write(List<Parcel> group) throws InterruptedException {
    List<Turn> turns =
        group.stream().map(Parcel::turn).filter(turn -> turn.epoch() == wantedEpoch).toList();
    if (!turns.isEmpty()) {
      long epoch = turns.getLast().epoch();
      if (writeJournal(turns, epoch) && writeNews(turns, epoch)) {
        toldVerifiedOffset = turns.getLast().verifiedOffset();
      }
    }
    group.forEach(parcel -> parcel.afterwards().forEach(Runnable::run));
  }

  private boolean writeJournal(List<Turn> turns, long epoch) throws InterruptedException {
    var batches = new JournalBatches(epoch);
    turns.forEach(batches::add);
    // What these turns refuse is told after this record: until then it must be read again.
    long verifiedOffset = toldVerifiedOffset;
    long now = System.nanoTime();
    boolean lags = verifiedOffset > writtenVerifiedOffset && now - writtenAtNanos >= PROGRESS_NANOS;
    if (batches.isEmpty() && !lags) {
      return true;
    }
    List<DurableWriter.Letter> letters =
        batches.finish(verifiedOffset).stream()
            .map(batch -> new DurableWriter.Letter(Topic.MEMPOOL_JOURNAL, batch))
            .toList();
    boolean written = !writer.write(letters, () -> serves(epoch)).isEmpty();
    writtenVerifiedOffset = written ? verifiedOffset : writtenVerifiedOffset;
    writtenAtNanos = now;
    return written;
  }

  /** False if given up. */
  private boolean writeNews(List<Turn> turns, long epoch) throws InterruptedException {
    List<TransactionStatus> statuses = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    for (Turn turn : turns) {
      turn.changes().forEach(change -> addStatus(change, statuses));
      answers.addAll(turn.answers());
    }
    List<DurableWriter.Letter> letters = new ArrayList<>();
    for (Answer answer : answers) {
      letters.add(
          new DurableWriter.Letter(
              Topic.PROPOSAL_ANSWERS, ProposalMessages.toProto(answer, epoch)));
    }
    for (StatusBatch batch : StatusBatches.of(statuses, epoch, clock.millis())) {
      letters.add(new DurableWriter.Letter(Topic.TX_STATUS, batch));
    }
    for (PeerOrder order : PeerOrders.of(turns, relay, clock.millis())) {
      letters.add(new DurableWriter.Letter(Topic.P2P_OUTBOUND, order));
    }
    List<RecordMetadata> places =
        letters.isEmpty() ? List.of() : writer.write(letters, () -> serves(epoch));
    for (int i = 0; i < Math.min(answers.size(), places.size()); i++) {
      answerPlaces.add(answers.get(i).sequence(), places.get(i).offset());
    }
    return places.size() == letters.size();
  }

  private static void addStatus(PoolChange change, List<TransactionStatus> statuses) {
    switch (change) {
      case PoolChange.Entered(PoolEntry entry, _) ->
          statuses.add(StatusMessages.toProto(entry.acceptance()));
      case PoolChange.Left(var notice) -> statuses.add(StatusMessages.toProto(notice));
      case PoolChange.Told(var notice) -> statuses.add(StatusMessages.toProto(notice));
      case PoolChange.Waited(var notice) -> statuses.add(StatusMessages.toProto(notice));
      case PoolChange.Waits _, PoolChange.SpenderWanted _ -> {
        // Their answer comes later.
      }
    }
  }

  private boolean serves(long epoch) {
    return !closing && wantedEpoch == epoch;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
  }
}
