package io.timecoin.consensus.store;

import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.voting.DurableLog;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Keeps the vote log short: commits a fresh epoch record, then deletes below it and below the first
 * message of a sequence that the ledger lacks (ARCHITECTURE, "Vote log and fence").
 */
public final class VoteLogTrimmer implements DurableLog {
  private static final Logger LOG = Logger.getLogger(VoteLogTrimmer.class);

  private final VoteLog log;
  private final LedgerHeads ledger;
  private final Admin admin;
  private final TopicPartition partition;
  private final int recordsKept;

  public VoteLogTrimmer(
      VoteLog log, LedgerHeads ledger, Admin admin, KafkaSettings settings, int recordsKept) {
    this.log = log;
    this.ledger = ledger;
    this.admin = admin;
    this.partition = new TopicPartition(settings.name(Topic.CONSENSUS_OUTBOUND), 0);
    this.recordsKept = recordsKept;
  }

  @Override
  public void commit(List<LogEntry> entries) {
    log.commit(entries);
    if (log.recordsSinceOpened() >= recordsKept) {
      ledger.newest().ifPresent(head -> trim(head.sequence()));
    }
  }

  private void trim(long ledgerSequence) {
    log.forgetObserving(ledgerSequence);
    long freshEpochOffset = log.open(log.epoch());
    long below = log.deletableBelow(freshEpochOffset, ledgerSequence);
    var _ =
        admin
            .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(below)))
            .all()
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    LOG.debugf("The vote log begins at offset %d now", below);
                  } else {
                    // Deleted with the next trim.
                    LOG.warnf(
                        "TC-CON-041: the vote log is not shortened: %s", failure.getMessage());
                  }
                });
  }
}
