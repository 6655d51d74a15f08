package io.timecoin.mempool.egress;

import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.proto.internal.v1.EpochOpened;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.ProposalAnswer;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes the records that open an epoch. One thread. */
public final class EpochWriter implements AutoCloseable {
  private final DurableWriter writer;

  public EpochWriter(KafkaSettings settings) {
    this.writer = new DurableWriter(settings, "takeover");
  }

  /**
   * Opens an epoch in mempool.journal.
   *
   * @return the offset of the record; -1 if given up
   */
  public long openJournal(long epoch, BooleanSupplier wanted) throws InterruptedException {
    var record = JournalBatch.newBuilder().setEpoch(epoch).setOpensEpoch(true).build();
    var places =
        writer.write(List.of(new DurableWriter.Letter(Topic.MEMPOOL_JOURNAL, record)), wanted);
    return places.isEmpty() ? -1 : places.getFirst().offset();
  }

  /**
   * Lets the readers of tx.status and proposal.answers drop what older epochs still write.
   *
   * @return the offset of the record in proposal.answers; -1 if given up
   */
  public long announce(long epoch, BooleanSupplier wanted) throws InterruptedException {
    var answers =
        ProposalAnswer.newBuilder()
            .setEpoch(epoch)
            .setEpochOpened(EpochOpened.getDefaultInstance())
            .build();
    var status = StatusBatch.newBuilder().setEpoch(epoch).build();
    var places =
        writer.write(
            List.of(
                new DurableWriter.Letter(Topic.PROPOSAL_ANSWERS, answers),
                new DurableWriter.Letter(Topic.TX_STATUS, status)),
            wanted);
    return places.isEmpty() ? -1 : places.getFirst().offset();
  }

  @Override
  public void close() {
    writer.close();
  }
}
