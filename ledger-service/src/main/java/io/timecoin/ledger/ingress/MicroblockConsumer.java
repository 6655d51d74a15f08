package io.timecoin.ledger.ingress;

import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.ledger.chain.Contradiction;
import io.timecoin.ledger.chain.ContradictionCode;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.LedgerMetrics;
import io.timecoin.ledger.health.WriterHealth;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.store.ConstraintException;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.protocol.codec.DecodeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes chain.microblocks in order and returns when they are durable: the poll loop's
 * back-pressure. A database that is away is waited for; a contradiction stops it for good.
 */
@ApplicationScoped
public class MicroblockConsumer {
  private final BatchWriter writer;
  private final DeadLetters deadLetters;
  private final AppliedHead head;
  private final WriterHealth health;
  private final LedgerMetrics metrics;
  private final LedgerConfig config;

  @Inject
  public MicroblockConsumer(
      BatchWriter writer,
      DeadLetters deadLetters,
      AppliedHead head,
      WriterHealth health,
      LedgerMetrics metrics,
      LedgerConfig config) {
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.head = head;
    this.health = health;
    this.metrics = metrics;
    this.config = config;
  }

  /** Writes the records; what stops it is returned, after all before it was written. */
  Optional<Contradiction> consume(List<ConsumerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    List<StreamedMicroblock> microblocks = decode(records);
    if (!microblocks.isEmpty()) {
      metrics.received(microblocks.getLast().sequence());
    }
    for (List<StreamedMicroblock> batch :
        MicroblockBatches.of(microblocks, config.batchPayments())) {
      if (health.isHalted()) {
        return Optional.empty();
      }
      Optional<Contradiction> contradiction = write(batch);
      if (contradiction.isPresent()) {
        return contradiction;
      }
    }
    return Optional.empty();
  }

  private List<StreamedMicroblock> decode(List<ConsumerRecord<byte[], byte[]>> records)
      throws InterruptedException {
    var microblocks = new ArrayList<StreamedMicroblock>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        StreamedMicroblock microblock = MicroblockDecoder.decode(record);
        if (microblock.voteLog().isEmpty()) {
          metrics.unnamedVoteLog();
        }
        microblocks.add(microblock);
      } catch (DecodeException e) {
        // If it was a needed one, the next record shows the gap.
        deadLetters.send(record, "NOT_A_MICROBLOCK", e.getMessage());
      }
    }
    return microblocks;
  }

  private Optional<Contradiction> write(List<StreamedMicroblock> batch)
      throws InterruptedException {
    while (true) {
      try {
        BatchWriter.Outcome outcome = writer.write(batch);
        advance(outcome.state());
        health.writing();
        return outcome.contradiction();
      } catch (DatabaseException e) {
        health.waiting("PostgreSQL does not answer: " + e.getMessage());
        TimeUnit.NANOSECONDS.sleep(config.databaseRetry().toNanos());
      } catch (ConstraintException e) {
        return Optional.of(
            new Contradiction(
                ContradictionCode.CONSTRAINT, batch.getFirst().sequence(), e.getMessage()));
      }
    }
  }

  /** Tells this process's other parts where the ledger stands. */
  void advance(LedgerState durable) {
    metrics.applied(durable.sequence(), durable.height(), durable.utxos().count());
    head.advance(durable);
  }
}
