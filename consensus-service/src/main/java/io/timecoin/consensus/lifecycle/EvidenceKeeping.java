package io.timecoin.consensus.lifecycle;

import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.egress.EvidenceWriter;
import io.timecoin.consensus.ingress.EvidenceConsumer;
import io.timecoin.consensus.voting.EvidenceLog;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.PollLoop;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.topics.Topic;
import java.util.Map;

/**
 * Keeps this process's book equal to consensus.evidence, standing by or active, and writes what an
 * active one finds (PROTOCOL §6.9).
 */
final class EvidenceKeeping implements EvidenceLog, AutoCloseable {
  private final EvidenceConsumer consumer;
  private final AssignedReader reader;
  private final PollLoop loop;
  private final EvidenceWriter writer;

  EvidenceKeeping(NodeParts parts) {
    consumer =
        new EvidenceConsumer(
            parts.evidence(), parts.genesis().hash(), Signers.checker(), parts.badRecords());
    reader =
        new AssignedReader(
            parts.kafka(), "evidence", Map.of(Topic.CONSENSUS_EVIDENCE, StartPosition.BEGINNING));
    loop = new PollLoop("evidence", reader, consumer, parts.service());
    writer = new EvidenceWriter(parts.kafka(), parts.evidence(), parts.clock());
  }

  /** Reads what there is before anything is written: so that nothing is written twice. */
  EvidenceKeeping start() throws InterruptedException {
    try {
      reader.readToEnd(consumer);
    } catch (InterruptedException e) {
      close();
      throw e;
    }
    loop.start();
    writer.start();
    return this;
  }

  @Override
  public void keep(Effect.Evidence evidence) {
    writer.keep(evidence);
  }

  @Override
  public void close() {
    writer.close();
    loop.close();
  }
}
