package io.timecoin.ledger.chain;

import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.Network;

/** What a genesis document fixes for every microblock that follows it. */
public record ChainRules(
    Hash256 genesisHash, Network network, Committee committee, SealRule sealRule, long baseReward) {

  public static ChainRules of(GenesisDocument genesis) {
    return new ChainRules(
        genesis.hash(),
        genesis.network(),
        genesis.committee(),
        SealRule.of(genesis),
        genesis.baseReward());
  }
}
