package io.timecoin.gateway.ingress.rest;

import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sum of all unspent outputs. */
@Schema(name = "Supply")
public record SupplyResponse(
    @Schema(description = "Satoshi") long total,
    long utxoCount,
    @Schema(description = "The sequence at which this holds") long sequence,
    @Schema(description = "The last sealed block") long height,
    String blockHash,
    @Schema(description = "Recomputed commitment to the set, hex") String stateCommitment) {

  static SupplyResponse of(UtxoSetInfo set) {
    return new SupplyResponse(
        set.getTotal(),
        set.getUtxoCount(),
        set.getSequence(),
        set.getHeight(),
        Json.hex(set.getBlockHash()),
        Json.hex(set.getStateCommitment()));
  }
}
