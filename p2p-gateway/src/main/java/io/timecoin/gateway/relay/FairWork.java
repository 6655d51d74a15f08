package io.timecoin.gateway.relay;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jboss.logging.Logger;

/**
 * Work that peers bring, done by a fixed number of threads: peers take turns, each peer's own is
 * done in its order and one at a time. Each peer has a bounded share of the room and all together
 * have a bound, so none can fill it for the others. Thread-safe; offering never blocks.
 */
public final class FairWork implements PeerWork, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FairWork.class);

  private final int jobsPerPeer;
  private final long bytesPerPeer;
  private final long bytesInAll;
  private final Thread[] threads;

  /** Of peers that have work and of which none is being done, in turn. */
  private final Map<Long, Share> ready = new LinkedHashMap<>();

  private final Map<Long, Share> shares = new HashMap<>();
  private long bytes;
  private boolean closed;

  private record Job(long bytes, Runnable work) {}

  private static final class Share {
    private final Queue<Job> jobs = new ArrayDeque<>();
    private long bytes;
    private boolean busy;
  }

  /**
   * Starts the threads.
   *
   * @param jobsPerPeer how much of one peer waits at most
   * @param bytesPerPeer the same in bytes; one job of any size always fits into an empty share
   * @param bytesInAll of all peers together
   */
  public FairWork(String name, int threads, int jobsPerPeer, long bytesPerPeer, long bytesInAll) {
    this.jobsPerPeer = jobsPerPeer;
    this.bytesPerPeer = bytesPerPeer;
    this.bytesInAll = bytesInAll;
    this.threads = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      this.threads[i] = Thread.ofPlatform().name(name + "-" + i).daemon().start(this::run);
    }
  }

  @Override
  public synchronized boolean offer(long peer, long size, Runnable work) {
    Share share = shares.get(peer);
    boolean fits =
        share == null || (share.jobs.size() < jobsPerPeer && share.bytes + size <= bytesPerPeer);
    if (closed || !fits || (bytes > 0 && bytes + size > bytesInAll)) {
      return false;
    }
    if (share == null) {
      share = new Share();
      shares.put(peer, share);
    }
    share.jobs.add(new Job(size, work));
    share.bytes += size;
    bytes += size;
    if (!share.busy) {
      ready.put(peer, share);
      notifyAll();
    }
    return true;
  }

  /** Bytes that wait or are being worked on. */
  public synchronized long bytes() {
    return bytes;
  }

  private record Next(long peer, Share share, Job job) {}

  private void run() {
    try {
      while (true) {
        Next next = take();
        try {
          next.job().work().run();
        } catch (RuntimeException e) {
          // A bug that some input has found: it must not end the work of all other peers.
          LOG.errorf(e, "TC-GW-201: work of a peer failed");
        } finally {
          done(next);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The work of peers was told to stop");
    }
  }

  private synchronized Next take() throws InterruptedException {
    while (ready.isEmpty()) {
      wait();
    }
    var first = ready.entrySet().iterator().next();
    long peer = first.getKey();
    Share share = first.getValue();
    ready.remove(peer);
    share.busy = true;
    return new Next(peer, share, share.jobs.remove());
  }

  private synchronized void done(Next next) {
    Share share = next.share();
    share.busy = false;
    share.bytes -= next.job().bytes();
    bytes -= next.job().bytes();
    if (share.jobs.isEmpty()) {
      shares.remove(next.peer());
    } else {
      ready.put(next.peer(), share);
      notifyAll();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }
}
