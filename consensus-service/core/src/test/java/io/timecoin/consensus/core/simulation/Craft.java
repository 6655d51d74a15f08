package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.ConsensusMachine;
import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.consensus.core.value.ValueRules.LeafRule;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.transaction.Transaction;

/** How an honest member is built: right, or with a mistake that a test has planted. */
public interface Craft {
  /** The members as they are in production. */
  Craft RIGHT = new Craft() {};

  default ConsensusMachine machine(
      GenesisDocument genesis,
      MessageSigner signer,
      SignatureChecker signatures,
      Committees committees) {
    return new ConsensusMachine(genesis, signer, signatures, committees);
  }

  /** How members sign; traitors know it, too. */
  default MessageSigner signer(MessageSigner right) {
    return right;
  }

  /** What the machine and mempool name a transaction by. */
  default LeafRule leaves() {
    return Transaction::wtxid;
  }

  /** Whether a vote leaves before its write has ended. */
  default boolean speaksBeforeDurable() {
    return false;
  }

  /** Whether a restart takes up what the log holds. */
  default boolean readsItsLog() {
    return true;
  }

  /** Whether a node whose log is gone knows it. */
  default boolean noticesALostLog() {
    return true;
  }

  /** Whether a node that knew it once still knows after another restart. */
  default boolean remembersALostLog() {
    return true;
  }

  /** Whether mempool judges against the state after the microblock before, and no older one. */
  default boolean judgesTheNewestState() {
    return true;
  }

  /** Whether what would be proposed is announced when a round times out. */
  default boolean announces() {
    return true;
  }

  /** Whether late messages and members that are behind get an answer. */
  default boolean servesOthers() {
    return true;
  }
}
