package io.timecoin.consensus.config;

import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.store.LedgerHeads;
import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.http.InternalReads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the parts that several beans share. */
@ApplicationScoped
public class ConsensusParts {

  @Produces
  @Singleton
  ConsensusStatus status() {
    return new ConsensusStatus();
  }

  @Produces
  @Singleton
  EvidenceBook evidence() {
    return new EvidenceBook();
  }

  @Produces
  @Singleton
  ConsensusKey key(ConsensusConfig config, Genesis genesis) {
    return ConsensusKey.read(config.keyFile(), genesis.committee());
  }

  @Produces
  @Singleton
  LedgerHeads ledgerHeads(NodeConfig node, ConsensusConfig config) {
    var urls =
        node.ledgerUrls()
            .orElseThrow(() -> new IllegalStateException("timecoin.ledger-urls is not set"));
    return new LedgerHeads(new InternalReads(urls, node.internalDeadline()), config.ledgerPoll());
  }
}
