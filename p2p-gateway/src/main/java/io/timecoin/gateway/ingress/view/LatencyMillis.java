package io.timecoin.gateway.ingress.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.timecoin.gateway.tracking.Timings;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How long each service took, in milliseconds; absent where it is not known here.
 *
 * @param queue from this gateway's receiving it to its leaving for tx.inbound
 * @param verify from there to the verdict
 * @param admit from there into the mempool
 * @param becomesFinal from there to being final
 * @param ledger from there to being in the ledger
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LatencyMillis(
    Long queue,
    Long verify,
    Long admit,
    @JsonProperty("final") @Schema(name = "final") Long becomesFinal,
    Long ledger) {

  /** From known moments; 0 stands for unknown ones. */
  public static LatencyMillis of(Timings timings, long appliedAtMillis) {
    return new LatencyMillis(
        between(timings.received(), timings.sent()),
        between(timings.sent(), timings.verified()),
        between(timings.verified(), timings.admitted()),
        between(timings.admitted(), timings.becameFinal()),
        between(timings.becameFinal(), appliedAtMillis));
  }

  private static Long between(long from, long to) {
    // Clocks of several machines may differ by a little: never below nothing.
    return from <= 0 || to <= 0 ? null : Math.max(0, to - from);
  }
}
