package io.timecoin.ledger.config;

import io.timecoin.kit.genesis.Genesis;
import io.timecoin.ledger.chain.ChainRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Values that the domain wants handed in. */
final class LedgerBeans {

  @Produces
  @Singleton
  ChainRules rules(Genesis genesis) {
    return ChainRules.of(genesis.document());
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
