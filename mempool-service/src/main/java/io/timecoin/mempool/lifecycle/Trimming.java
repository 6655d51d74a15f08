package io.timecoin.mempool.lifecycle;

import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.http.QueryException;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.mempool.egress.RecordTrimmer;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.topics.Topic;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Keeps mempool.journal and proposal.answers short while this instance is active. */
final class Trimming implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Trimming.class);

  private final Incarnation incarnation;
  private final InternalReads ledger;
  private final RecordTrimmer trimmer;

  Trimming(Incarnation incarnation, InternalReads ledger, KafkaSettings settings) {
    this.incarnation = incarnation;
    this.ledger = ledger;
    this.trimmer = new RecordTrimmer(settings);
  }

  /** Has all deleted that nobody needs by now. */
  void trim() throws InterruptedException {
    if (!incarnation.loop().call(MempoolNode::isActive)) {
      return;
    }
    OptionalLong useful = incarnation.loop().call(domain -> domain.journal().firstUsefulOffset());
    useful.ifPresent(offset -> trimmer.deleteBelow(Topic.MEMPOOL_JOURNAL, offset));
    try {
      ChainHead head = ledger.get("/internal/v1/chain", ChainHead.parser());
      incarnation
          .answers()
          .firstUsefulOffset(head.getSequence())
          .ifPresent(offset -> trimmer.deleteBelow(Topic.PROPOSAL_ANSWERS, offset));
    } catch (QueryException e) {
      LOG.debugf("proposal.answers is not trimmed: %s", e.getMessage());
    }
  }

  @Override
  public void close() {
    trimmer.close();
  }
}
