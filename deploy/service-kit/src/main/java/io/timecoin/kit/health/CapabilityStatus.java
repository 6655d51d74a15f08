package io.timecoin.kit.health;

/**
 * Whether something works.
 *
 * @param reason a sentence for the operator when it does not; empty when it does
 */
public record CapabilityStatus(boolean works, String reason) {
  private static final CapabilityStatus WORKING = new CapabilityStatus(true, "");

  public static CapabilityStatus working() {
    return WORKING;
  }

  public static CapabilityStatus failing(String reason) {
    return new CapabilityStatus(false, reason);
  }
}
