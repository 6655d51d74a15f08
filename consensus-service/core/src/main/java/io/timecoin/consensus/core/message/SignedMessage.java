package io.timecoin.consensus.core.message;

import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import java.util.Arrays;

/**
 * One signed consensus message (PROTOCOL §6.3). Its form is checked when it is decoded; its
 * signature, its signer's membership and its justification are not: whoever counts it does that.
 */
public sealed interface SignedMessage permits Proposal, Ballot, RoundChange, Timeout {
  VoteType type();

  long sequence();

  /** 0..2^31-1. */
  int round();

  /** What it is for: a microblock's digest, or zeros where there is none. */
  Hash256 digest();

  /** The consensus key that claims to have signed it. */
  PublicKey signer();

  Signature signature();

  /** The bytes under the signature. */
  byte[] signedBytes(Hash256 genesisHash);

  /**
   * Whether both messages sign the same content. Two messages of one signer, type, sequence and
   * round for which this is false are evidence (PROTOCOL §6.9).
   */
  default boolean signsSameAs(SignedMessage other) {
    return Arrays.equals(signedBytes(Hash256.ZERO), other.signedBytes(Hash256.ZERO));
  }
}
