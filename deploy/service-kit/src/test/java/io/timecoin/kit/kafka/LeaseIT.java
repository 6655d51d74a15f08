package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.time.BackwardStep;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseIT {
  private final KafkaFixture kafka = new KafkaFixture();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Lease> opened = new ArrayList<>();

  @BeforeEach
  void topics() throws InterruptedException {
    kafka.withTopics();
  }

  @AfterEach
  void close() {
    opened.forEach(Lease::close);
  }

  @Test
  void aGracefulStopHandsTheLeaseToTheStandby() throws Exception {
    Lease first = open("a", new ServiceState());
    Await.until("a holds the lease", first::held);
    Lease standby = open("b", new ServiceState());

    first.close();

    Await.until("b holds the lease", () -> events.contains("b held"));
    assertThat(events).containsExactly("a held", "a lost", "b held");
    assertThat(standby.held()).isTrue();
  }

  @Test
  void aStandbyThatJoinsDoesNotDisturbTheHolder() throws Exception {
    Lease holder = open("m", new ServiceState());
    Await.until("m holds the lease", () -> events.contains("m held"));
    // Names on both sides: no assignor may prefer by name.
    Lease before = open("a", new ServiceState());
    Lease after = open("z", new ServiceState());
    Await.until("the standbys are members", () -> members() == 3);
    before.close();
    after.close();
    Await.until("the standbys have left", () -> members() == 1);

    assertThat(events).containsExactly("m held");
    assertThat(holder.held()).isTrue();
  }

  @Test
  void aHolderThatDiesIsReplacedWhenItsSessionEnds() throws Exception {
    holdAndDie("a");
    Lease standby = open("b", new ServiceState());

    Await.until("b holds the lease", () -> events.contains("b held"));

    assertThat(events).containsExactly("b held");
    assertThat(standby.held()).isTrue();
  }

  @Test
  void theSameInstanceStartedAgainHasItsLeaseBack() throws Exception {
    holdAndDie("a");
    Lease again = open("a", new ServiceState());

    Await.until("a holds the lease again", () -> events.contains("a held"));

    assertThat(events).containsExactly("a held");
    assertThat(again.held()).isTrue();
  }

  @Test
  void theOlderOfTwoProcessesWithOneNameIsBroken() throws Exception {
    ServiceState olderState = new ServiceState();
    Lease older = open("a", olderState);
    Await.until("the older holds the lease", older::held);

    Lease newer = open("a", new ServiceState());

    Await.until("the newer holds the lease", newer::held);
    Await.until("the older is broken", () -> !olderState.alive());
    assertThat(older.held()).isFalse();
    assertThat(olderState.reasons()).first().asString().contains("another process");
  }

  @Test
  void aListenerThatFailsBreaksTheService() throws Exception {
    ServiceState state = new ServiceState();
    Lease.Listener failing =
        new Lease.Listener() {
          @Override
          public void onHeld() {
            throw new IllegalStateException("cannot start");
          }

          @Override
          public void onLost() {}
        };
    opened.add(new Lease(kafka.settings("a"), Topic.LEASE_LEDGER, "a", failing, state).start());

    Await.until("the service is broken", () -> !state.alive());
  }

  /** Its old client would send no heartbeats for ten minutes and not know that it has lost. */
  @Test
  void aHolderWhoseClockIsSetBackJoinsAnewAndKeepsItsLease() throws Exception {
    var wall = new AtomicReference<>(Duration.ZERO);
    var clock = new BackwardStep(() -> Instant.now().plus(wall.get()), System::nanoTime);
    Lease holder =
        new Lease(
            kafka.settings("a"),
            Topic.LEASE_LEDGER,
            "a",
            new Recorder("a"),
            new ServiceState(),
            clock);
    opened.add(holder);
    holder.start();
    Await.until("a holds the lease", holder::held);
    open("b", new ServiceState());
    Await.until("the standby is a member", () -> members() == 2);

    wall.set(Duration.ofMinutes(-10));

    Await.until("a has joined anew", () -> events.size() == 3);
    assertThat(events).containsExactly("a held", "a lost", "a held");
    assertThat(holder.held()).isTrue();
  }

  private Lease open(String instance, ServiceState state) {
    Lease lease =
        new Lease(
            kafka.settings(instance), Topic.LEASE_LEDGER, instance, new Recorder(instance), state);
    opened.add(lease);
    return lease.start();
  }

  /** A process that is killed: a member with the lease that stops without leaving. */
  private void holdAndDie(String instance) throws InterruptedException {
    KafkaSettings settings = kafka.settings(instance);
    Map<String, Object> member = settings.leaseMember(Topic.LEASE_LEDGER, instance);
    var consumer = new KafkaConsumer<byte[], byte[]>(member);
    consumer.subscribe(List.of(settings.name(Topic.LEASE_LEDGER)));
    Await.until(
        instance + " holds the lease",
        () -> {
          consumer.poll(Duration.ofMillis(100));
          return !consumer.assignment().isEmpty();
        });
    consumer.close(
        CloseOptions.groupMembershipOperation(
            CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
  }

  private int members() {
    KafkaSettings settings = kafka.settings("admin");
    String group = settings.name(Topic.LEASE_LEDGER);
    try (var admin = Admin.create(settings.admin("members"))) {
      return admin
          .describeConsumerGroups(List.of(group))
          .describedGroups()
          .get(group)
          .get()
          .members()
          .size();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private final class Recorder implements Lease.Listener {
    private final String instance;

    Recorder(String instance) {
      this.instance = instance;
    }

    @Override
    public void onHeld() {
      events.add(instance + " held");
    }

    @Override
    public void onLost() {
      events.add(instance + " lost");
    }
  }
}
