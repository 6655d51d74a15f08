package io.timecoin.gateway.ingress.readers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.relay.PeerVerdicts;
import io.timecoin.gateway.tracking.StatusNotice;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.DeadLetters;
import io.timecoin.kit.kafka.EpochFilter;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Reads tx.status: what mempool tells of transactions. */
@ApplicationScoped
public class StatusReader implements RecordHandler {
  private static final Logger LOG = Logger.getLogger(StatusReader.class);

  private final TransactionTracking tracking;
  private final PeerVerdicts peers;
  private final Counter statuses;
  private final Counter unreadable;
  private final Counter outdated;
  private final DeadLetters deadLetters;
  private final EpochFilter epochs = new EpochFilter();

  @Inject
  public StatusReader(
      TransactionTracking tracking,
      PeerVerdicts peers,
      DeadLetters deadLetters,
      MeterRegistry registry) {
    this.tracking = tracking;
    this.peers = peers;
    this.deadLetters = deadLetters;
    this.statuses =
        Counter.builder("timecoin_gateway_statuses")
            .description("Statuses read from tx.status")
            .register(registry);
    this.unreadable =
        Counter.builder("timecoin_gateway_unreadable_statuses")
            .description("Batches of statuses that were put aside")
            .register(registry);
    this.outdated =
        Counter.builder("timecoin_gateway_outdated_status_batches")
            .description("Batches of a mempool that another had taken over from")
            .register(registry);
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        take(record);
      } catch (BadRecordException e) {
        unreadable.increment();
        deadLetters.send(record, e.error(), e.getMessage());
      }
    }
  }

  /**
   * Takes every status of a batch that makes sense, before it is put aside for one that does not.
   */
  private void take(ConsumerRecord<byte[], byte[]> record) throws BadRecordException {
    StatusBatch batch = RecordValue.parse(record.value(), StatusBatch.getDefaultInstance());
    if (!epochs.accept(batch.getEpoch())) {
      outdated.increment();
      return;
    }
    Optional<String> defect = Optional.empty();
    for (TransactionStatus status : batch.getStatusesList()) {
      try {
        take(status, batch.getAtMillis());
      } catch (DecodeException e) {
        defect = Optional.of(e.getMessage());
      }
    }
    if (defect.isPresent()) {
      throw new BadRecordException("MALFORMED", defect.get());
    }
  }

  private void take(TransactionStatus status, long atMillis) throws DecodeException {
    StatusNotice notice = StatusNotice.fromProto(status);
    tracking.told(notice);
    if (notice.state() instanceof TransactionState.Rejected(var refusal)) {
      peers.told(status, refusal.code(), atMillis);
    }
    statuses.increment();
    LOG.debugf(
        "txid=%s wtxid=%s state=%s",
        notice.txid().orElse(Hash256.ZERO), notice.wtxid(), status.getOutcomeCase());
  }
}
