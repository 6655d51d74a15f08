package io.timecoin.devnet.route;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.kafka.TopicReader;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.topics.Topic;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees payments become final as an application does, in chain.microblocks, by a thread of its own.
 * Costs a hash for each payment, and the node nothing but a fetch.
 */
final class FinalityWatch implements AutoCloseable {
  private final TopicReader reader;
  private final TopicPartition microblocks;
  private final SignedLoad load;
  private final Fates fates;
  private final IntConsumer onFinal;
  private final Thread thread;
  private volatile boolean ending;
  private volatile RuntimeException failure;

  private FinalityWatch(NodeTopics topics, SignedLoad load, Fates fates, IntConsumer onFinal) {
    this.reader = topics.reader();
    this.microblocks = topics.partition(Topic.CHAIN_MICROBLOCKS);
    this.load = load;
    this.fates = fates;
    this.onFinal = onFinal;
    long from = reader.end(microblocks);
    this.thread = Thread.ofPlatform().name("finality").daemon().unstarted(() -> follow(from));
  }

  /** Begins with what is written next. */
  static FinalityWatch start(NodeTopics topics, SignedLoad load, Fates fates) {
    return start(topics, load, fates, _ -> {});
  }

  /**
   * The same.
   *
   * @param onFinal is told each payment's number, once it stands in the fates
   */
  static FinalityWatch start(NodeTopics topics, SignedLoad load, Fates fates, IntConsumer onFinal) {
    var watch = new FinalityWatch(topics, load, fates, onFinal);
    watch.thread.start();
    return watch;
  }

  private void follow(long from) {
    try (reader) {
      reader.follow(microblocks, from, () -> !ending, this::take);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> microblock) {
    long now = System.nanoTime();
    try {
      for (ByteString payment :
          MicroblockRecord.parseFrom(microblock.value()).getTransactionsList()) {
        OptionalInt number = load.find(Sha256.hash(payment.toByteArray()));
        if (number.isPresent()) {
          fates.finalAt(number.getAsInt(), now);
          onFinal.accept(number.getAsInt());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new LauncherFailure(microblocks + " holds something else: " + e.getMessage(), e);
    }
  }

  /**
   * Fails when the topic could not be read: then nothing that was counted means anything.
   *
   * @throws LauncherFailure with the reason
   */
  void requireAlive() {
    if (failure != null) {
      throw new LauncherFailure("finality cannot be seen: " + failure.getMessage(), failure);
    }
  }

  /** Stops; returns when its thread has ended. */
  @Override
  public void close() {
    ending = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
