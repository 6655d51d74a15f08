package io.timecoin.gateway.ingress.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a transaction stands, as the API tells it. Fields that say nothing are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Transaction", description = "Where a transaction stands; hashes are hex.")
public record TransactionView(
    @Schema(description = "As asked: a txid, or the wtxid of one copy") String id,
    @Schema(description = "What the transaction does; the same for all its copies") String txid,
    @Schema(description = "The copy this is about") String wtxid,
    @Schema(
            description =
                "pending, waiting, accepted, final, confirmed, rejected, aborted, evicted,"
                    + " expired; in lists also unknown and unavailable")
        String state,
    @Schema(description = "Reject code, when rejected or waiting") String code,
    @Schema(description = "One sentence for a person") String detail,
    @Schema(description = "The first input at fault") Integer inputIndex,
    @Schema(description = "Who holds the contested input") Winner winner,
    @Schema(description = "Number of its microblock, when final") Long sequence,
    @Schema(description = "Height of the block that confirms it") Long height,
    @Schema(description = "Hash of the block that confirms it") String blockHash,
    @Schema(description = "Satoshi") Long fee,
    @Schema(description = "Canonical Certificate of its microblock") String certificate,
    @Schema(description = "Canonical MicroblockHeader") String microblockHeader,
    @Schema(description = "Index in the microblock: fixes the path's shape") Integer position,
    @Schema(description = "Siblings from the wtxid up to the header's transaction root")
        List<String> merklePath,
    LatencyMillis latencyMillis) {

  /**
   * Whoever got the input.
   *
   * @param sequence of its microblock; absent while it is not final
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Winner(String txid, Long sequence) {}

  /** Nobody knows it. */
  public static TransactionView unknown(String id) {
    return stateOnly(id, "unknown", null);
  }

  /** It cannot be said now. */
  public static TransactionView unavailable(String id, String detail) {
    return stateOnly(id, "unavailable", detail);
  }

  private static TransactionView stateOnly(String id, String state, String detail) {
    return new TransactionView(
        id, null, null, state, null, detail, null, null, null, null, null, null, null, null, null,
        null, null);
  }

  @com.fasterxml.jackson.annotation.JsonIgnore
  @Schema(hidden = true)
  public boolean isFinal() {
    return state.equals("final") || state.equals("confirmed");
  }

  /** Whether it has come to an end. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  @Schema(hidden = true)
  public boolean isEnd() {
    return switch (state) {
      case "pending", "waiting", "accepted", "unknown", "unavailable" -> false;
      default -> true;
    };
  }

  public TransactionView withoutProof() {
    return new TransactionView(
        id,
        txid,
        wtxid,
        state,
        code,
        detail,
        inputIndex,
        winner,
        sequence,
        height,
        blockHash,
        fee,
        null,
        null,
        null,
        null,
        latencyMillis);
  }
}
