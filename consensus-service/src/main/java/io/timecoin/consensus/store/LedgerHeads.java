package io.timecoin.consensus.store;

import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks the ledger where it stands, again and again on a thread of its own, and remembers the newest
 * answer: while the ledger is down, its last word holds.
 */
public final class LedgerHeads implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LedgerHeads.class);

  private final InternalReads ledger;
  private final Duration pause;
  private final Thread thread;
  private volatile LedgerHead newest;
  private volatile String failure = "the ledger has not answered yet";

  public LedgerHeads(InternalReads ledger, Duration pause) {
    this.ledger = ledger;
    this.pause = pause;
    this.thread = Thread.ofPlatform().name("ledger-head").daemon().unstarted(this::run);
  }

  public LedgerHeads start() {
    thread.start();
    return this;
  }

  public Optional<LedgerHead> newest() {
    return Optional.ofNullable(newest);
  }

  /** Asks now; the last answer, if there is none now. */
  public Optional<LedgerHead> fresh() throws InterruptedException {
    ask();
    return newest();
  }

  /** Why there is no answer; empty when the last question had one. */
  public String failure() {
    return failure;
  }

  @Override
  public void close() {
    thread.interrupt();
    ledger.close();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ask();
        TimeUnit.MILLISECONDS.sleep(newest == null ? 250 : pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void ask() throws InterruptedException {
    try {
      var head = LedgerHead.of(ledger.get("/internal/v1/chain", ChainHead.parser()));
      if (newest == null || head.sequence() >= newest.sequence()) {
        newest = head;
      }
      failure = "";
    } catch (QueryException e) {
      failed(e.getMessage());
    } catch (DecodeException e) {
      failed("its head is malformed: " + e.getMessage());
    }
  }

  private void failed(String why) {
    if (failure.isEmpty()) {
      LOG.warnf("TC-CON-030: the ledger does not say where it stands: %s", why);
    }
    failure = why;
  }
}
