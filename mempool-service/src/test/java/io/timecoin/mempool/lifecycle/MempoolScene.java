package io.timecoin.mempool.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.timecoin.devnet.backends.TestBackends;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.kit.kafka.Topics;
import io.timecoin.mempool.config.MempoolConfig;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.service.LedgerServer;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The surroundings of mempool instances on a real broker: their topics and their ledger. */
final class MempoolScene implements AutoCloseable {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Decides what is final. */
  final TestChain chain = TestChain.ofMembers(1);

  /** What the ledger holds of it; whoever extends it holds its lock. */
  final TestChain atLedger = TestChain.ofMembers(1);

  private final String prefix = TestBackends.shared().newPrefix();
  private final LedgerServer ledger = new LedgerServer(atLedger);
  private final List<AutoCloseable> opened = new ArrayList<>();

  MempoolScene() throws Exception {
    new Topics(settings("test"), TopicPreparation.CREATE, 1, false).prepare();
  }

  KafkaSettings settings(String instance) {
    return new KafkaSettings(TestBackends.shared().kafkaBootstrapServers(), prefix, instance);
  }

  /** A running instance. */
  Instance instance(String name) {
    return keep(new Instance(this, name));
  }

  /** Closed at the end, the youngest first. */
  <T extends AutoCloseable> T keep(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  void write(Topic topic, Message message) throws Exception {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings("test").durableProducer("w"))) {
      producer
          .send(
              new ProducerRecord<>(
                  settings("test").name(topic),
                  TopicCatalogue.constantKey(),
                  message.toByteArray()))
          .get();
    }
  }

  void verified(Transaction... transactions) throws Exception {
    var batch = VerifiedBatch.newBuilder();
    for (Transaction transaction : transactions) {
      batch.addTransactions(
          VerifiedTransaction.newBuilder()
              .setTransaction(ByteString.copyFrom(transaction.encode()))
              .setTxid(Hashes.toProto(transaction.txid()))
              .setWtxid(Hashes.toProto(transaction.wtxid())));
    }
    write(Topic.TX_VERIFIED, batch.build());
  }

  /** All that the topic holds for a reader of committed records. */
  List<byte[]> values(Topic topic) throws InterruptedException {
    List<byte[]> values = new ArrayList<>();
    try (var reader =
        new AssignedReader(settings("reader"), "reader", Map.of(topic, StartPosition.BEGINNING))) {
      reader.readToEnd(records -> records.stream().map(ConsumerRecord::value).forEach(values::add));
    }
    return values;
  }

  static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Override
  public void close() {
    for (AutoCloseable closeable : opened.reversed()) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    ledger.close();
  }

  /** One mempool without Quarkus. */
  static final class Instance implements AutoCloseable {
    final ServiceState state = new ServiceState();
    final LifeLoop life;
    private final LifeEvents events = new LifeEvents();
    private final InternalReads ledger;
    private final DeadLetters deadLetters;
    private final Thread thread = Thread.ofPlatform().name("life").daemon().unstarted(this::run);

    private Instance(MempoolScene scene, String name) {
      var settings = scene.settings(name);
      var config =
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .withMapping(MempoolConfig.class)
              .build()
              .getConfigMapping(MempoolConfig.class);
      ledger = new InternalReads(List.of(scene.ledger.uri()), Duration.ofSeconds(30));
      deadLetters = new DeadLetters(settings, new SimpleMeterRegistry(), "mempool");
      life =
          new LifeLoop(
              new Genesis(scene.chain.genesis()),
              config,
              settings,
              state,
              deadLetters,
              (_, _, _) -> {},
              ledger,
              events);
      thread.start();
    }

    /** As the service drains. */
    @Override
    public void close() {
      try {
        var incarnation = life.current();
        if (incarnation.isPresent()) {
          incarnation.get().finish(System.nanoTime() + DEADLINE_NANOS / 10);
        }
        events.stop();
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ledger.close();
    }

    private void run() {
      try {
        life.run();
      } catch (InterruptedException | RuntimeException e) {
        state.broken("the mempool failed", e);
      }
    }
  }
}
