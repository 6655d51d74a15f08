package io.timecoin.protocol.client;

/** What checking a finality proof gives. */
public sealed interface FinalityVerdict {

  /**
   * The transaction is final and can never be undone.
   *
   * @param sequence of its microblock
   * @param timeMillis of its microblock, Unix milliseconds
   */
  record Final(long sequence, long timeMillis) implements FinalityVerdict {}

  /**
   * The proof proves nothing.
   *
   * @param detail one sentence for a person
   */
  record NotProven(FinalityDefect defect, String detail) implements FinalityVerdict {}
}
