package io.timecoin.gateway.ingress.readers;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.tracking.StatusNotice;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Reads tx.status: what mempool tells of transactions. */
@ApplicationScoped
public class StatusReader implements RecordHandler {
  private static final Logger LOG = Logger.getLogger(StatusReader.class);

  private final TransactionTracking tracking;
  private final Counter statuses;
  private final Counter unreadable;
  private final Counter outdated;
  private long highestEpoch;

  @Inject
  public StatusReader(TransactionTracking tracking, MeterRegistry registry) {
    this.tracking = tracking;
    this.statuses =
        Counter.builder("timecoin_gateway_statuses")
            .description("Statuses read from tx.status")
            .register(registry);
    this.unreadable =
        Counter.builder("timecoin_gateway_unreadable_statuses")
            .description("Statuses, or batches of them, that make no sense")
            .register(registry);
    this.outdated =
        Counter.builder("timecoin_gateway_outdated_status_batches")
            .description("Batches of a mempool that another had taken over from")
            .register(registry);
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      take(record);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      StatusBatch batch =
          StatusBatch.parseFrom(record.value() == null ? new byte[0] : record.value());
      if (batch.getEpoch() < highestEpoch) {
        outdated.increment();
        return;
      }
      highestEpoch = batch.getEpoch();
      batch.getStatusesList().forEach(this::take);
    } catch (InvalidProtocolBufferException e) {
      unreadable.increment();
      LOG.warnf("Offset %d of tx.status is no batch: %s", record.offset(), e.getMessage());
    }
  }

  private void take(TransactionStatus status) {
    try {
      StatusNotice notice = StatusNotice.fromProto(status);
      tracking.told(notice);
      statuses.increment();
      LOG.debugf(
          "txid=%s wtxid=%s state=%s",
          notice.txid().orElse(Hash256.ZERO), notice.wtxid(), status.getOutcomeCase());
    } catch (DecodeException e) {
      unreadable.increment();
      LOG.warnf("A status makes no sense: %s", e.getMessage());
    }
  }
}
