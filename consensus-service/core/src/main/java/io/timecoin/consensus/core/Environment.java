package io.timecoin.consensus.core;

import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.round.VoteCount;
import io.timecoin.consensus.core.signature.CertificateCheck;
import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.consensus.core.signature.SignedQuorumCheck;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.transaction.Transaction;

/** What never changes in a node's life: network, key, and how votes and values are judged. */
record Environment(
    GenesisDocument genesis,
    Hash256 genesisHash,
    MessageSigner signer,
    SignatureChecker signatures,
    CertificateCheck certificates,
    VoteCount votes,
    Committees committees,
    ValueRules values) {

  static Environment of(
      GenesisDocument genesis,
      MessageSigner signer,
      SignatureChecker signatures,
      Committees committees) {
    return new Environment(
        genesis,
        genesis.hash(),
        signer,
        signatures,
        new SignedQuorumCheck(genesis.hash(), signatures),
        VoteCount.byWeight(),
        committees,
        new ValueRules(genesis, committees, Transaction::wtxid));
  }

  PublicKey self() {
    return signer.key();
  }

  /** Whether the signer a message names has signed it; not whether it is a member. */
  boolean isSigned(SignedMessage message) {
    return signatures.valid(
        message.signer(), message.signature(), message.signedBytes(genesisHash));
  }
}
