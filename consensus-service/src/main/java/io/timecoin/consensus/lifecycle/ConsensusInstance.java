package io.timecoin.consensus.lifecycle;

import io.timecoin.consensus.config.ConsensusKey;
import io.timecoin.consensus.store.BrokenChainException;
import io.timecoin.consensus.store.ChainFollower;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.consensus.voting.EvidenceLog;
import io.timecoin.kit.health.DependencyWait;
import io.timecoin.kit.kafka.Lease;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * One instance of the service on one thread of its own: reads the chain; follows it as a standby;
 * takes over and votes while it has the lease. Without a member's key it does the same and signs
 * nothing: what others decide becomes its own chain.microblocks through the same fence.
 *
 * <pre>
 * starting → standby   (the chain is read)
 * standby  → member    (lease, then fence, then the log read)
 * standby  → observer  (no member's key, or a lost log: writes what others decide; a foreign log, or
 *                       a lost one of which nobody else could know: writes nothing)
 * observer → member    (the others have said from which sequence on, and it is reached)
 * member   → standby   (lease lost; any failed write: takes over anew while it has the lease)
 * any      → halted    (the chain is not one)
 * </pre>
 */
public final class ConsensusInstance implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ConsensusInstance.class);
  private static final long PAUSE_MILLIS = 250;
  private static final long REFUSED_PAUSE_MILLIS = 2_000;
  private static final long STOP_MILLIS = 3_000;

  private final NodeParts parts;
  private final ConsensusKey key;
  private final CompletableFuture<Void> topics;
  private final Thread thread;
  private final Object turn = new Object();
  private volatile Optional<ChainFollower> chain = Optional.empty();
  private volatile boolean held;
  private volatile boolean closing;
  private boolean acting;
  private String told = "";

  /**
   * @param topics completes when the topics are there
   */
  public ConsensusInstance(NodeParts parts, ConsensusKey key, CompletableFuture<Void> topics) {
    this.parts = parts;
    this.key = key;
    this.topics = topics;
    this.thread = Thread.ofPlatform().name("consensus").daemon().unstarted(this::run);
  }

  public ConsensusInstance start() {
    thread.start();
    return this;
  }

  /** Stops voting, then hands the lease over at once; returns when both is done. */
  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    chain.ifPresent(ChainFollower::wakeup);
    try {
      if (!thread.join(Duration.ofMillis(STOP_MILLIS))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      topics.get();
      try (var keeping = new EvidenceKeeping(parts).start();
          var follower = follow()) {
        chain = Optional.of(follower);
        follower.readToEnd();
        parts.status().at(follower.position(), 0);
        parts.service().warm();
        takePart(follower, keeping);
      }
    } catch (BrokenChainException e) {
      LOG.error(e.getMessage());
      parts.status().become(Role.HALTED, e.getMessage(), 0);
    } catch (InterruptedException e) {
      LOG.debug("The consensus thread ends");
    } catch (ExecutionException | RuntimeException | Error e) {
      if (!closing) {
        parts.service().broken("the consensus thread failed", e);
      }
    }
  }

  private ChainFollower follow() throws InterruptedException {
    var ledger = new DependencyWait(LOG, parts.service(), "the ledger (timecoin.ledger-urls)");
    while (!closing) {
      var head = parts.ledger().fresh();
      if (head.isPresent()) {
        ledger.over();
        return new ChainFollower(parts.kafka(), parts.genesis(), head.get());
      }
      ledger.because(parts.ledger().failure());
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new InterruptedException("closed before the ledger answered");
  }

  private void takePart(ChainFollower follower, EvidenceLog evidenceLog)
      throws InterruptedException {
    try (var lease =
            new Lease(
                parts.kafka(),
                Topic.LEASE_CONSENSUS,
                parts.kafka().instance(),
                new Turns(),
                parts.service());
        var admin = Admin.create(parts.kafka().admin("consensus"))) {
      lease.start();
      while (!closing) {
        if (held) {
          act(follower, evidenceLog, admin);
        } else {
          parts.status().become(Role.STANDBY, "another instance has the lease", 0);
          follower.poll();
          parts.status().at(follower.position(), 0);
        }
      }
    }
  }

  /** One attempt to vote: it ends with the lease, with the process, or with a failed write. */
  private void act(ChainFollower follower, EvidenceLog evidenceLog, Admin admin)
      throws InterruptedException {
    synchronized (turn) {
      acting = true;
    }
    try {
      switch (new TakeOver(parts, key, admin, follower).attempt()) {
        case TakeOver.Outcome.Refused(var reason) -> {
          tell(reason);
          parts.status().become(Role.OBSERVER, reason, 0);
          pause(REFUSED_PAUSE_MILLIS);
        }
        case TakeOver.Outcome.Taken taken -> {
          told = "";
          new Life(parts, key, admin, follower, evidenceLog).vote(taken, () -> closing || !held);
        }
      }
    } catch (KafkaException e) {
      LOG.warnf("TC-CON-060: silent until the vote log is taken over anew: %s", e.toString());
      parts.status().become(Role.STARTING, "the vote log cannot be written: " + e, 0);
      pause(PAUSE_MILLIS);
    } finally {
      synchronized (turn) {
        acting = false;
        turn.notifyAll();
      }
    }
  }

  private void tell(String reason) {
    if (!told.equals(reason)) {
      told = reason;
      LOG.error(reason);
    }
  }

  private void pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!closing && held && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(Math.min(millis, 50));
    }
  }

  /** The lease is a hint; the fence decides. */
  private final class Turns implements Lease.Listener {
    @Override
    public void onHeld() {
      held = true;
    }

    @Override
    public void onLost() {
      held = false;
      synchronized (turn) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        while (acting && System.nanoTime() - end < 0) {
          try {
            turn.wait(50);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
          }
        }
      }
    }
  }
}
