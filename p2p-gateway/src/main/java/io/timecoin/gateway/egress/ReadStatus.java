package io.timecoin.gateway.egress;

import io.timecoin.kit.health.CapabilityStatus;

/** Whether reads of a service work, as the last one showed. */
final class ReadStatus {
  private ReadStatus() {}

  static CapabilityStatus of(BoundedReads reads) {
    return reads.lastFailure().map(CapabilityStatus::failing).orElseGet(CapabilityStatus::working);
  }
}
