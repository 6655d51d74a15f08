package io.timecoin.gateway.ingress.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.timecoin.gateway.intake.SubmitAnswer;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of each transaction of a request, in its order. */
@Schema(name = "Submitted")
public record SubmitResponse(List<Item> transactions) {

  /** One transaction. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SubmittedTransaction")
  public record Item(
      @Schema(description = "wtxid: SHA-256 of the bytes; ask for it by this or by txid") String id,
      @Schema(description = "Absent when the bytes do not decode") String txid,
      @Schema(description = "acknowledged or rejected") String status,
      @Schema(description = "Reject code") String code,
      @Schema(description = "One sentence for a person") String detail) {

    static Item of(SubmitAnswer answer) {
      return switch (answer) {
        case SubmitAnswer.Acknowledged(Hash256 wtxid, Hash256 txid) ->
            new Item(wtxid.toString(), txid.toString(), "acknowledged", null, null);
        case SubmitAnswer.Rejected(Hash256 wtxid, Optional<Hash256> txid, Refusal refusal) ->
            new Item(
                wtxid.toString(),
                txid.map(Hash256::toString).orElse(null),
                "rejected",
                refusal.code().name(),
                refusal.detail());
      };
    }
  }

  static SubmitResponse of(List<SubmitAnswer> answers) {
    return new SubmitResponse(answers.stream().map(Item::of).toList());
  }
}
