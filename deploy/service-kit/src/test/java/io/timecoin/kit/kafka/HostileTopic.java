package io.timecoin.kit.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.devnet.hostile.HostileValue.Fate;
import io.timecoin.devnet.hostile.HostileValues;
import io.timecoin.protocol.proto.internal.v1.DeadLetter;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes hostile records to a topic and looks for them among its dead letters. */
public final class HostileTopic {
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  private final KafkaSettings settings;
  private final Topic topic;

  public HostileTopic(KafkaSettings settings, Topic topic) {
    this.settings = settings;
    this.topic = topic;
  }

  /** All kinds of hostile values made of a valid message; nothing is written yet. */
  public List<HostileValue> values(Message valid, long seed, int mutations) {
    return new HostileValues(seed).of(valid, topic.largestRecordBytes(), mutations);
  }

  /** Writes them in order, into one partition. */
  public void write(List<HostileValue> values) throws InterruptedException, ExecutionException {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.durableProducer("hostile"))) {
      for (HostileValue value : values) {
        producer
            .send(
                new ProducerRecord<>(
                    settings.name(topic), 0, TopicCatalogue.constantKey(), value.bytes()))
            .get();
      }
    }
  }

  public void write(Message message) throws InterruptedException, ExecutionException {
    write(List.of(new HostileValue("a good one", Fate.HARMLESS, message.toByteArray())));
  }

  /** Waits until every value that is no message at all is a dead letter as it came. */
  public void awaitDeadLetters(List<HostileValue> written) throws InterruptedException {
    List<HostileValue> missing =
        new ArrayList<>(written.stream().filter(value -> value.fate() == Fate.UNREADABLE).toList());
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!missing.isEmpty()) {
      for (DeadLetter letter : letters()) {
        missing.removeIf(value -> holds(letter, value));
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("no dead letters of " + topic + ": " + missing);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** All dead letters of the topic. */
  public List<DeadLetter> letters() throws InterruptedException {
    List<DeadLetter> letters = new ArrayList<>();
    try (var reader =
        new AssignedReader(
            settings, "letters", Map.of(topic.deadLetter(), StartPosition.BEGINNING))) {
      reader.readToEnd(
          records ->
              records.forEach(
                  record -> {
                    try {
                      letters.add(DeadLetter.parseFrom(record.value()));
                    } catch (InvalidProtocolBufferException e) {
                      throw new AssertionError(e);
                    }
                  }));
    }
    return letters;
  }

  private static boolean holds(DeadLetter letter, HostileValue value) {
    return value.bytes() == null
        ? !letter.hasValue()
        : letter.hasValue() && Arrays.equals(letter.getValue().toByteArray(), value.bytes());
  }
}
