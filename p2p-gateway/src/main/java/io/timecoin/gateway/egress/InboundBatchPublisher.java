package io.timecoin.gateway.egress;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.intake.FirstLook;
import io.timecoin.gateway.intake.InboundSink;
import io.timecoin.gateway.intake.IntakeBreaker;
import io.timecoin.gateway.intake.IntakeGate;
import io.timecoin.gateway.intake.IntakeUnavailableException;
import io.timecoin.gateway.intake.Source;
import io.timecoin.gateway.limits.ByteBudget;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.topics.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Writes clients' and peers' transactions to tx.inbound, collected over requests into batches, each
 * of one source. Requests are answered as soon as it is clear that Kafka does not acknowledge;
 * their batches stay with the producer, which delivers or drops them within its own time.
 */
@Singleton
public class InboundBatchPublisher implements InboundSink, Drainable {
  private static final Logger LOG = Logger.getLogger(InboundBatchPublisher.class);
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Duration METADATA_IDLE = Duration.ofDays(1);
  private static final Duration WATCH = Duration.ofMillis(25);

  /** ARCHITECTURE "Intake": a send never waits longer for metadata or memory. */
  private static final int MAX_BLOCK_MILLIS = 50;

  private final String topic;
  private final String gateway;
  private final long batchBytes;
  private final ParcelCollector collector;
  private final ByteBudget budget;
  private final IntakeBreaker breaker;
  private final IntakeGate gate;
  private final InstantSource clock;
  private final IntakeMetrics metrics;
  private final Producer<byte[], byte[]> producer;
  private final Set<InboundParcel> underWay = ConcurrentHashMap.newKeySet();
  private final Thread sender = Thread.ofPlatform().name("intake").daemon().unstarted(this::run);
  private final Thread watcher =
      Thread.ofPlatform().name("intake-watch").daemon().unstarted(this::watch);
  private volatile boolean closing;

  @Inject
  public InboundBatchPublisher(
      KafkaSettings settings,
      GatewayConfig config,
      IntakeBreaker breaker,
      IntakeGate gate,
      InstantSource clock,
      IntakeMetrics metrics) {
    this.topic = settings.name(Topic.TX_INBOUND);
    this.gateway = settings.instance();
    this.batchBytes = config.intake().batchBytes().asLongValue();
    this.collector = new ParcelCollector(batchBytes, config.intake().batchInterval());
    this.budget = new ByteBudget(config.intake().maxBytesInFlight().asLongValue());
    this.breaker = breaker;
    this.gate = gate;
    this.clock = clock;
    this.metrics = metrics;
    Map<String, Object> producing = settings.durableProducer("intake");
    producing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    // Forgetting an idle topic would cost its next request the time to ask for it again.
    producing.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE.toMillis());
    this.producer = new KafkaProducer<>(producing);
    metrics.watch(budget, breaker);
  }

  /**
   * Waits until the producer knows the topic's partitions: without them the first requests could
   * not be sent within the time a send may take.
   */
  public void warmUp() throws InterruptedException {
    while (!closing) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (InterruptException e) {
        throw stopped(e);
      } catch (KafkaException e) {
        LOG.debugf("The partitions of %s are not known yet: %s", topic, e.getMessage());
        TimeUnit.MILLISECONDS.sleep(WATCH.toMillis());
      }
    }
  }

  private static InterruptedException stopped(InterruptException cause) {
    var stopped = new InterruptedException("the intake was told to stop");
    stopped.initCause(cause);
    return stopped;
  }

  /** Begins to send. */
  public void start() {
    sender.start();
    watcher.start();
  }

  @Override
  public CompletableFuture<Void> send(Source source, List<FirstLook.Decoded> transactions) {
    List<InboundParcel> parcels = InboundParcel.cut(source, transactions, batchBytes);
    long bytes = parcels.stream().mapToLong(InboundParcel::bytes).sum();
    if (!budget.tryTake(bytes)) {
      return CompletableFuture.failedFuture(
          new IntakeUnavailableException(IntakeUnavailableException.Cause.BUSY));
    }
    parcels.forEach(
        parcel -> {
          underWay.add(parcel);
          collector.add(parcel);
        });
    return CompletableFuture.allOf(
        parcels.stream().map(InboundParcel::durable).toArray(CompletableFuture[]::new));
  }

  private void run() {
    try {
      while (!closing) {
        for (List<InboundParcel> parcels : collector.next(PATIENCE)) {
          parcels.stream()
              .collect(
                  Collectors.groupingBy(
                      InboundParcel::source, LinkedHashMap::new, Collectors.toList()))
              .forEach(this::publish);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The intake was told to stop");
    }
  }

  private void publish(Source source, List<InboundParcel> parcels) {
    if (breaker.isOpen()) {
      parcels.forEach(parcel -> letGo(parcel, IntakeUnavailableException.Cause.KAFKA_SILENT));
      return;
    }
    var batch = InboundBatch.newBuilder().setOrigin(origin(source)).setSentAtMillis(clock.millis());
    parcels.forEach(parcel -> batch.addAllTransactions(parcel.transactions()));
    byte[] value = batch.build().toByteArray();
    byte[] key = Sha256.hash(value).toByteArray();
    long ticket = breaker.sent();
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (_, failure) -> {
                if (failure == null) {
                  acknowledged(ticket, parcels);
                } else {
                  failed(ticket, parcels, failure);
                }
              });
    } catch (InterruptException e) {
      failed(ticket, parcels, e);
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      failed(ticket, parcels, e);
    }
  }

  private Origin origin(Source source) {
    var origin = Origin.newBuilder().setKind(source.kind()).setGateway(gateway);
    source.peer().ifPresent(peer -> origin.setPeer(ByteString.copyFrom(peer.toByteArray())));
    return origin.build();
  }

  private void acknowledged(long ticket, List<InboundParcel> parcels) {
    breaker.acknowledged(ticket);
    for (InboundParcel parcel : parcels) {
      underWay.remove(parcel);
      budget.giveBack(parcel.bytes());
      metrics.acknowledged(parcel.transactions().size());
      parcel.durable().complete(null);
    }
  }

  private void failed(long ticket, List<InboundParcel> parcels, Exception failure) {
    breaker.failed(ticket);
    metrics.failedBatch();
    LOG.warnf(
        "A batch of %d requests' transactions was not acknowledged: %s",
        parcels.size(), failure.getMessage());
    parcels.forEach(parcel -> letGo(parcel, IntakeUnavailableException.Cause.OUTCOME_UNKNOWN));
  }

  private void letGo(InboundParcel parcel, IntakeUnavailableException.Cause cause) {
    underWay.remove(parcel);
    budget.giveBack(parcel.bytes());
    parcel.fail(cause);
  }

  /** Answers the requests that wait while Kafka is silent; their bytes stay counted. */
  private void watch() {
    try {
      while (!closing) {
        TimeUnit.MILLISECONDS.sleep(WATCH.toMillis());
        if (breaker.isOpen()) {
          collector
              .takeBack()
              .forEach(parcel -> letGo(parcel, IntakeUnavailableException.Cause.KAFKA_SILENT));
          underWay.forEach(parcel -> parcel.fail(IntakeUnavailableException.Cause.OUTCOME_UNKNOWN));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The intake's watch was told to stop");
    }
  }

  @Override
  public int order() {
    return INTAKE;
  }

  /** Takes nothing in any more; what was taken in is sent and its requests are answered. */
  @Override
  public void drain(Duration remaining) throws InterruptedException {
    gate.drain();
    long end = System.nanoTime() + remaining.toNanos();
    while (!underWay.isEmpty() && !breaker.isOpen() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    close();
  }

  @PreDestroy
  void close() {
    if (!closing) {
      closing = true;
      sender.interrupt();
      watcher.interrupt();
      producer.close(Duration.ofMillis(500));
    }
  }
}
