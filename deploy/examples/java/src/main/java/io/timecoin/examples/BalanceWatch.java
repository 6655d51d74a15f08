package io.timecoin.examples;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Prints every change of every balance, one line each, as a member of a consumer group: several of
 * these share the work, and one that was killed is replaced where it stopped.
 *
 * <p>Offsets are committed after the lines are out, so that a change may be printed twice and is
 * never missed. Within one process the entry number tells a change that comes again from a new one,
 * and shows a gap.
 */
public final class BalanceWatch {
  private static final String TOPIC = "chain.addresses";
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Long> lastEntries = new HashMap<>();
  private final PrintStream out;

  BalanceWatch(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs until it is killed, or nothing has come for a time.
   *
   * @param arguments broker, prefix of the topics, group, and optionally how many seconds without a
   *     change end it
   */
  public static void main(String[] arguments) throws InvalidProtocolBufferException {
    if (arguments.length < 3 || arguments.length > 4) {
      System.err.println("usage: BalanceWatch BOOTSTRAP PREFIX GROUP [SECONDS]");
      System.exit(2);
    }
    Duration patience =
        arguments.length == 4
            ? Duration.ofSeconds(Long.parseLong(arguments[3]))
            : Duration.ofNanos(Long.MAX_VALUE);
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings(arguments[0], arguments[2]))) {
      consumer.subscribe(List.of(arguments[1] + TOPIC));
      new BalanceWatch(out).run(consumer, patience);
    }
  }

  private static Map<String, Object> settings(String bootstrap, String group) {
    return Map.of(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        CommonClientConfigs.GROUP_ID_CONFIG,
        group,
        // What an aborted transaction wrote never happened.
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        // A new group begins with genesis, or with what the topic still keeps.
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }

  private void run(KafkaConsumer<byte[], byte[]> consumer, Duration patience)
      throws InvalidProtocolBufferException {
    long heard = System.nanoTime();
    while (System.nanoTime() - heard < patience.toNanos()) {
      var records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        take(AddressRecord.parseFrom(record.value()));
      }
      if (!records.isEmpty()) {
        out.flush();
        consumer.commitSync();
        heard = System.nanoTime();
      }
    }
  }

  /** One change; one of an address that another member followed before may have any number. */
  void take(AddressRecord change) {
    String address = change.getAddress();
    long number = change.getEntryNumber();
    Long last = lastEntries.get(address);
    if (last != null && number <= last) {
      return;
    }
    if (last != null && number > last + 1) {
      throw new IllegalStateException(
          "of %s change %d follows %d: what is between is missing"
              .formatted(address, number, last));
    }
    lastEntries.put(address, number);
    long amount = change.hasCredit() ? change.getCredit() : -change.getDebit();
    out.printf("%s %d %+d %d%n", address, number, amount, change.getBalanceAfter());
  }
}
