package io.timecoin.kit.kafka;

import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes the records of a topic again, into the topic itself: each once as soon as it is there, and
 * now and then all of them so far from the first on, as a writer that repeats itself does.
 */
public final class TopicEcho implements AutoCloseable {
  private static final String MARK = "echo";

  private final KafkaSettings settings;
  private final Topic topic;
  private final int rangeEvery;
  private final UnaryOperator<byte[]> altered;
  private final AssignedReader reader;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = Thread.ofPlatform().name("echo").daemon().unstarted(this::run);
  private final List<ConsumerRecord<byte[], byte[]>> originals = new ArrayList<>();
  private final AtomicInteger echoed = new AtomicInteger();
  private volatile Throwable failure;

  /**
   * An echo that is silent until it is started.
   *
   * @param rangeEvery after so many records all of them come again
   * @param altered what becomes of a value on its way
   */
  public TopicEcho(
      KafkaSettings settings, Topic topic, int rangeEvery, UnaryOperator<byte[]> altered) {
    this.settings = settings;
    this.topic = topic;
    this.rangeEvery = rangeEvery;
    this.altered = altered;
    this.reader =
        new AssignedReader(
            settings, "echo-" + topic.topicName(), Map.of(topic, StartPosition.BEGINNING));
    this.producer = new KafkaProducer<>(settings.durableProducer("echo-" + topic.topicName()));
  }

  public TopicEcho start() {
    thread.start();
    return this;
  }

  /** Records written again so far. */
  public int echoed() {
    if (failure != null) {
      throw new AssertionError(failure);
    }
    return echoed.get();
  }

  @Override
  public void close() {
    reader.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
    producer.close();
    if (failure != null) {
      throw new AssertionError(failure);
    }
  }

  private void run() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
          if (record.headers().lastHeader(MARK) == null) {
            repeat(record);
          }
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void repeat(ConsumerRecord<byte[], byte[]> record) {
    originals.add(record);
    write(record);
    if (originals.size() % rangeEvery == 0) {
      originals.forEach(this::write);
    }
  }

  private void write(ConsumerRecord<byte[], byte[]> record) {
    var again =
        new ProducerRecord<>(
            settings.name(topic),
            record.partition(),
            record.key(),
            altered.apply(record.value()),
            record.headers());
    again.headers().remove(MARK).add(MARK, new byte[0]);
    var _ = producer.send(again);
    echoed.incrementAndGet();
  }
}
