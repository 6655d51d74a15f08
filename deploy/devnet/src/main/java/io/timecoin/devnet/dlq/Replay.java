package io.timecoin.devnet.dlq;

/** What became of one dead letter that was to be replayed. */
public sealed interface Replay {

  /** It went back. */
  record Written(StoredLetter letter, int partition, long offset) implements Replay {}

  /** Its record is in the source topic already, where an earlier replay has put it. */
  record WrittenBefore(StoredLetter letter, int partition, long offset) implements Replay {}
}
