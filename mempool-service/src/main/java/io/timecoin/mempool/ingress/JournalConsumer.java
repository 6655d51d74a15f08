package io.timecoin.mempool.ingress;

import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.EpochFilter;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.mempool.journal.JournalRecord;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.messages.JournalMessages;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes mempool.journal, this instance's own records included. */
public final class JournalConsumer implements RecordHandler {
  private final DomainLoop loop;
  private final DeadLetters deadLetters;
  private final Consumer<JournalRecord> opened;
  private final Runnable replaced;
  private final EpochFilter epochs = new EpochFilter();

  /**
   * A consumer on its own thread.
   *
   * @param opened told of each record that opens an epoch, on the domain's thread
   * @param replaced told when a later epoch than this active instance's has begun
   */
  public JournalConsumer(
      DomainLoop loop, DeadLetters deadLetters, Consumer<JournalRecord> opened, Runnable replaced) {
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.opened = opened;
    this.replaced = replaced;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Optional<JournalRecord> read = read(record);
      if (read.isPresent()) {
        apply(read.get());
      }
    }
  }

  private void apply(JournalRecord record) throws InterruptedException {
    // Urgent, so that whoever asks what the journal says is behind what was read.
    loop.urgent(
        node -> {
          if (!node.journalled(record)) {
            replaced.run();
          }
          if (record.opensEpoch()) {
            opened.accept(record);
          }
        });
  }

  private Optional<JournalRecord> read(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    try {
      JournalBatch batch = RecordValue.parse(record.value(), JournalBatch.getDefaultInstance());
      JournalRecord read = JournalMessages.fromProto(batch, record.offset());
      // Whether a lower one is void, the domain decides; here a leap is found.
      boolean unused = epochs.accept(read.epoch());
      return Optional.of(read);
    } catch (BadRecordException e) {
      deadLetters.send(record, e.error(), e.getMessage());
      return Optional.empty();
    } catch (DecodeException e) {
      deadLetters.send(record, "MALFORMED", e.getMessage());
      return Optional.empty();
    }
  }
}
