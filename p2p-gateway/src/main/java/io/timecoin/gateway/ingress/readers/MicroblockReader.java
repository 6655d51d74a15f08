package io.timecoin.gateway.ingress.readers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.relay.RecentMicroblocks;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.kit.kafka.RecordHandler;
import io.timecoin.kit.kafka.RecordValue;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Reads chain.microblocks: what is final. A record that proves nothing is told and counted; the
 * ledger, which reads all of them once, puts it aside.
 */
@ApplicationScoped
public class MicroblockReader implements RecordHandler {
  private static final Logger LOG = Logger.getLogger(MicroblockReader.class);

  private final ChainWatch chain;
  private final RecentMicroblocks recent;
  private final Counter believed;
  private final Counter refused;
  private volatile Optional<String> lastDefect = Optional.empty();

  @Inject
  public MicroblockReader(ChainWatch chain, RecentMicroblocks recent, MeterRegistry registry) {
    this.chain = chain;
    this.recent = recent;
    this.believed =
        Counter.builder("timecoin_gateway_microblocks")
            .description("Microblocks whose certificate proves them")
            .register(registry);
    this.refused =
        Counter.builder("timecoin_gateway_refused_microblocks")
            .description("Records of chain.microblocks that prove nothing")
            .register(registry);
  }

  /** What was wrong with the last record that was not believed; empty when none was. */
  public Optional<String> lastDefect() {
    return lastDefect;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      take(record);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      var message = RecordValue.parse(record.value(), MicroblockRecord.getDefaultInstance());
      switch (chain.take(CertifiedMicroblock.fromProto(message))) {
        case ChainWatch.Verdict.Believed _ -> {
          believed.increment();
          recent.add(message);
        }
        case ChainWatch.Verdict.Repeated _ -> LOG.debugf("Offset %d repeats", record.offset());
        case ChainWatch.Verdict.Refused(String reason) -> refuse(record, reason);
      }
    } catch (BadRecordException | DecodeException e) {
      refuse(record, e.getMessage());
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
    refused.increment();
    lastDefect =
        Optional.of(
            "offset %d of chain.microblocks is not believed: %s"
                .formatted(record.offset(), reason));
    LOG.error(lastDefect.get());
  }
}
