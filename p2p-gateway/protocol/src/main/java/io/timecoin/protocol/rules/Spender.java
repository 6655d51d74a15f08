package io.timecoin.protocol.rules;

import io.timecoin.protocol.crypto.Hash256;

/** The transaction that spends an outpoint already, and how firmly (PROTOCOL §5.1). */
public sealed interface Spender {
  Hash256 txid();

  /** A final transaction, in the microblock of this sequence. */
  record Final(Hash256 txid, long sequence) implements Spender {}

  /** An earlier transaction of the microblock that is being judged. */
  record SameMicroblock(Hash256 txid) implements Spender {}

  /** A transaction in the mempool; matters at admission only. */
  record Locked(Hash256 txid) implements Spender {}
}
