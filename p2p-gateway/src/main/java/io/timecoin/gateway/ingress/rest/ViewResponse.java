package io.timecoin.gateway.ingress.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.proto.internal.v1.LedgerView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Several answers that hold at one and the same sequence, each kind in the order asked. */
@Schema(name = "View")
public record ViewResponse(
    @Schema(description = "The sequence at which all of it holds") long sequence,
    @Schema(description = "Digest of its microblock, or of genesis") String digest,
    List<Balance> balances,
    List<Place> transactions) {

  /** What an address holds. */
  @Schema(name = "ViewBalance")
  public record Balance(
      String address, @Schema(description = "Satoshi") long balance, long utxoCount) {}

  /** Where a transaction is final. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ViewTransaction")
  public record Place(
      String txid,
      @Schema(description = "Absent while it is not final, and of coinbases") Long sequence) {}

  static ViewResponse of(LedgerView view) {
    return new ViewResponse(
        view.getSequence(),
        Json.hex(view.getDigest()),
        view.getBalancesList().stream()
            .map(each -> new Balance(each.getAddress(), each.getBalance(), each.getUtxoCount()))
            .toList(),
        view.getTransactionsList().stream()
            .map(
                each ->
                    new Place(
                        Json.hex(each.getTxid()), each.hasSequence() ? each.getSequence() : null))
            .toList());
  }
}
