package io.timecoin.kit.kafka;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.time.BackwardStep;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Decides which of several instances is the active one: whoever is assigned the single partition of
 * the lease's topic. A static member of the classic group protocol: a killed holder is replaced
 * after its session of 6 s, the same instance started again has the lease back at once, and a
 * holder that is closed hands it over at once.
 *
 * <p>A lease is a hint, no fence: a holder that was cut off from the broker learns of its loss when
 * it can speak to it again. What must never happen twice needs a fence of its own (an epoch, a
 * transactional id, a database row).
 */
public final class Lease implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Lease.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /**
   * Told on the lease's thread, in turns, beginning with {@code onHeld}. Neither may block for more
   * than moments: start or stop the work on a thread of its own. An exception breaks the service.
   */
  public interface Listener {
    /** This instance is the active one from now on. */
    void onHeld();

    /** This instance is no longer the active one; returns when it has stopped to act as such. */
    void onLost();
  }

  private final Topic topic;
  private final String name;
  private final String instance;
  private final Listener listener;
  private final ServiceState state;
  private final KafkaSettings settings;
  private final BackwardStep clock;
  private final Thread thread;
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean held;
  private volatile boolean closing;

  public Lease(
      KafkaSettings settings, Topic topic, String instance, Listener listener, ServiceState state) {
    this(settings, topic, instance, listener, state, new BackwardStep());
  }

  Lease(
      KafkaSettings settings,
      Topic topic,
      String instance,
      Listener listener,
      ServiceState state,
      BackwardStep clock) {
    this.settings = settings;
    this.clock = clock;
    this.topic = topic;
    this.name = settings.name(topic);
    this.instance = instance;
    this.listener = listener;
    this.state = state;
    this.consumer = new KafkaConsumer<>(settings.leaseMember(topic, instance));
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Joins the others; being alone, this instance is active within moments. */
  public Lease start() {
    thread.start();
    return this;
  }

  /** Whether this instance is the active one, as far as it knows. */
  public boolean held() {
    return held;
  }

  /** Gives the lease up, so that a standby takes over at once; returns after {@code onLost}. */
  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      if (Thread.currentThread() != thread && !thread.join(CLOSE_TIMEOUT.plusSeconds(1))) {
        LOG.warnf("Lease %s could not be given up in time; it ends with its session", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      consumer.subscribe(List.of(name), new Turns());
      while (!closing) {
        pollOnce();
        if (clock.happened()) {
          joinAnew();
        }
      }
    } catch (FencedInstanceIdException e) {
      breakDown(
          "another process runs as instance '%s' of %s; give each its own timecoin.instance"
              .formatted(instance, topic),
          e);
    } catch (InterruptException e) {
      if (!closing) {
        breakDown("lease " + name + " was interrupted", e);
      }
    } catch (RuntimeException | Error e) {
      breakDown("lease " + name + " failed", e);
    } finally {
      leave();
    }
  }

  /** Whoever hears that the service is broken finds it no longer acting. */
  private void breakDown(String why, Throwable failure) {
    try {
      lose("lost");
    } finally {
      state.broken(why, failure);
    }
  }

  private void pollOnce() {
    try {
      // Nothing is ever written to the topic: polling keeps the membership alive.
      consumer.poll(POLL);
    } catch (WakeupException e) {
      LOG.debugf(e, "Lease %s was woken", name);
    } catch (RetriableException e) {
      LOG.debugf(e, "Lease %s polls again", name);
    }
  }

  /**
   * A client made before the clock was set back sends no heartbeats until it has caught up, and
   * would not learn that the lease is another's. A new one of the same static name has the lease
   * back at once, unless its session has ended.
   */
  private void joinAnew() {
    LOG.warnf("Lease %s is joined anew: the clock was set back", name);
    lose("given up");
    try {
      // A static member stays one.
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    } catch (KafkaException e) {
      LOG.debugf(e, "Lease %s could not be closed properly", name);
    }
    consumer = new KafkaConsumer<>(settings.leaseMember(topic, instance));
    consumer.subscribe(List.of(name), new Turns());
  }

  private void leave() {
    try {
      lose("given up");
      // A static member leaves no other way: by default it would keep the lease for its session.
      consumer.close(
          CloseOptions.timeout(CLOSE_TIMEOUT)
              .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    } catch (KafkaException e) {
      LOG.warnf(e, "Lease %s could not be closed properly", name);
    }
  }

  private void lose(String how) {
    if (held) {
      held = false;
      LOG.infof("Lease %s %s by %s", name, how, instance);
      listener.onLost();
    }
  }

  private final class Turns implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // Nothing to fetch, ever: without it two requests a second would ask for it.
      consumer.pause(partitions);
      if (!partitions.isEmpty() && !held && !closing) {
        held = true;
        LOG.infof("Lease %s held by %s", name, instance);
        listener.onHeld();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        lose("handed over");
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      lose("lost");
    }
  }
}
