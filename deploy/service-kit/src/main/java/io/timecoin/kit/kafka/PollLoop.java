package io.timecoin.kit.kafka;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Reads topics for ever on a thread of its own and hands every poll's records to one handler. A
 * broker that is away is waited for. An exception of the handler is a bug: the loop ends and the
 * service is broken, because going on would skip what was not handled.
 */
public final class PollLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PollLoop.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  private final String role;
  private final AssignedReader reader;
  private final RecordHandler handler;
  private final ServiceState state;
  private final Thread thread;
  private final Object interruption = new Object();
  private volatile boolean closing;
  private boolean reading = true;

  /**
   * A loop from given positions.
   *
   * @param role names the thread and the client; unique within the service
   */
  public PollLoop(
      KafkaSettings settings,
      String role,
      Map<Topic, StartPosition> starts,
      RecordHandler handler,
      ServiceState state) {
    this(role, new AssignedReader(settings, role, starts), handler, state);
  }

  /** A loop that goes on where a reader stands, after a recovery with it; the loop closes it. */
  public PollLoop(String role, AssignedReader reader, RecordHandler handler, ServiceState state) {
    this.role = role;
    this.reader = reader;
    this.handler = handler;
    this.state = state;
    this.thread = Thread.ofPlatform().name("poll-" + role).daemon().unstarted(this::run);
  }

  /** Begins to read. */
  public PollLoop start() {
    thread.start();
    return this;
  }

  /** Whether records are still being read. */
  public boolean running() {
    return thread.isAlive();
  }

  /**
   * Ends the loop: interrupts a waiting handler, waits for the thread, closes the client. Nothing
   * is handed over after it has returned, unless the handler ignored its interruption for seconds.
   */
  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      reader.close();
      return;
    }
    reader.wakeup();
    if (Thread.currentThread() == thread) {
      return;
    }
    synchronized (interruption) {
      if (reading) {
        thread.interrupt();
      }
    }
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.warnf("Reader %s is still in its handler after %s", role, CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        List<ConsumerRecord<byte[], byte[]>> records = reader.poll();
        if (!records.isEmpty()) {
          handler.handle(records);
        }
      }
    } catch (InterruptedException | InterruptException e) {
      if (!closing) {
        state.broken("reader " + role + " was interrupted", e);
      }
    } catch (RuntimeException | Error e) {
      if (!closing) {
        state.broken("reader " + role + " failed", e);
      }
    } finally {
      // An interruption is for a waiting handler; the client would close in disorder with it.
      synchronized (interruption) {
        reading = false;
      }
      var _ = Thread.interrupted();
      reader.close();
    }
  }
}
