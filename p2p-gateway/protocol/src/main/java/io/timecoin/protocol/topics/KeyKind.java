package io.timecoin.protocol.topics;

/** What the key of a topic's records is. */
public enum KeyKind {
  /** SHA-256 of the value: spreads batches over the partitions. */
  BATCH_HASH,
  /** {@link TopicCatalogue#CONSTANT_KEY}: everything is in one partition, in one order. */
  CONSTANT,
  /** The 32 bytes of the txid. */
  TXID,
  /** The ASCII text of the address. */
  ADDRESS,
  /** The key of the record that failed, whatever it was. */
  AS_SOURCE,
  /** The topic has no records. */
  NONE
}
