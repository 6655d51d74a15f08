package io.timecoin.consensus.core;

import io.timecoin.consensus.core.signature.CertificateCheck;
import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.network.GenesisDocument;

/** What never changes in a node's life: network, key, and how signatures are checked. */
record Environment(
    GenesisDocument genesis,
    Hash256 genesisHash,
    MessageSigner signer,
    SignatureChecker signatures,
    CertificateCheck certificates,
    ValueRules values) {

  static Environment of(
      GenesisDocument genesis, MessageSigner signer, SignatureChecker signatures) {
    return new Environment(
        genesis,
        genesis.hash(),
        signer,
        signatures,
        new CertificateCheck(genesis.hash(), signatures),
        new ValueRules(genesis));
  }

  PublicKey self() {
    return signer.key();
  }
}
