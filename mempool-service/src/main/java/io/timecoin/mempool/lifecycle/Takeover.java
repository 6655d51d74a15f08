package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.mempool.egress.EpochWriter;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.node.UnknownEnd;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Opens an epoch: writes its record into the journal and waits until the domain has read up to it.
 * Should another instance have opened the same or a later one before it, it tries a higher one.
 */
final class Takeover {
  private record Read(long epoch, long offset) {}

  private final KafkaSettings settings;

  /** Openings of others while this instance opens its own; far fewer than that. */
  private static final int CAPACITY = 1_024;

  private final BlockingQueue<Read> openings = new ArrayBlockingQueue<>(CAPACITY);

  Takeover(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Told on the domain's thread of every opening that is read. */
  void opened(JournalRecord record) {
    var read = new Read(record.epoch(), record.offset());
    // A standby hears of them for years and asks for none: the oldest go.
    while (!openings.offer(read)) {
      var unused = openings.poll();
    }
  }

  /** An epoch with what only the ledger can end. */
  record Active(long epoch, List<UnknownEnd> unknown) {}

  /**
   * Makes the domain active in a new epoch.
   *
   * @param wanted asked now and then; false gives up
   * @return the epoch; empty if given up
   */
  Optional<Active> run(DomainLoop loop, BooleanSupplier wanted) throws InterruptedException {
    try (var writer = new EpochWriter(settings)) {
      while (wanted.getAsBoolean()) {
        openings.clear();
        long epoch = loop.call(node -> node.journal().epoch()) + 1;
        long offset = writer.openJournal(epoch, wanted);
        if (offset >= 0 && isOurs(epoch, offset, wanted)) {
          List<UnknownEnd> unknown = loop.call(node -> node.activate(epoch));
          return Optional.of(new Active(epoch, unknown));
        }
      }
      return Optional.empty();
    }
  }

  /** Whether ours is the first opening of this epoch, and no later one stands before it. */
  private boolean isOurs(long epoch, long offset, BooleanSupplier wanted)
      throws InterruptedException {
    boolean ours = true;
    while (wanted.getAsBoolean()) {
      Read read = openings.poll(200, TimeUnit.MILLISECONDS);
      if (read != null && read.offset() == offset) {
        return ours;
      }
      ours &= read == null || read.epoch() < epoch;
    }
    return false;
  }
}
