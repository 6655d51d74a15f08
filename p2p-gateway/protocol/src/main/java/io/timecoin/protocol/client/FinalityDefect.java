package io.timecoin.protocol.client;

/** Why a finality proof proves nothing, in the order of the checks. */
public enum FinalityDefect {
  /** The path counts other leaves than the header has transactions. */
  WRONG_COUNT,
  /** The path does not lead from the transaction to the header's root. */
  NOT_INCLUDED,
  /** The certificate is for another microblock. */
  CERTIFICATE_OF_ANOTHER,
  /** The certificate proves nothing (PROTOCOL §6.8). */
  BAD_CERTIFICATE
}
