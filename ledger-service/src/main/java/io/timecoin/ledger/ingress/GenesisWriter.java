package io.timecoin.ledger.ingress;

import io.timecoin.kit.genesis.Genesis;
import io.timecoin.ledger.chain.Contradiction;
import io.timecoin.ledger.chain.ContradictionCode;
import io.timecoin.ledger.chain.ContradictionException;
import io.timecoin.ledger.chain.GenesisChanges;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.store.LedgerStore;
import io.timecoin.ledger.store.LedgerTransaction;
import io.timecoin.protocol.network.GenesisDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sees to it that the database holds this network's genesis before anything else. */
@ApplicationScoped
public class GenesisWriter {
  private static final Logger LOG = Logger.getLogger(GenesisWriter.class);

  private final LedgerStore store;
  private final GenesisDocument genesis;
  private final InstantSource clock;

  @Inject
  public GenesisWriter(LedgerStore store, Genesis genesis, InstantSource clock) {
    this.store = store;
    this.genesis = genesis.document();
    this.clock = clock;
  }

  /**
   * The state the database holds, after writing genesis into an empty one.
   *
   * @throws ContradictionException when it holds another network's chain
   */
  public LedgerState begin() throws ContradictionException, InterruptedException {
    LedgerState state = store.write(this::begin);
    if (!state.genesisHash().equals(genesis.hash())) {
      throw new ContradictionException(
          new Contradiction(
              ContradictionCode.GENESIS,
              state.sequence(),
              "the database holds the chain of genesis %s, this node's is %s"
                  .formatted(state.genesisHash(), genesis.hash())));
    }
    return state;
  }

  private LedgerState begin(LedgerTransaction transaction) throws InterruptedException {
    Optional<LedgerState> state = transaction.lockState();
    if (state.isPresent()) {
      return state.get();
    }
    GenesisChanges changes = GenesisChanges.of(genesis);
    transaction.writeGenesis(changes.rows(), changes.state(), clock.millis());
    LOG.infof(
        "Genesis of %s written: %d outputs, %d satoshi",
        genesis.name(), changes.state().utxos().count(), changes.state().utxos().value());
    return changes.state();
  }
}
