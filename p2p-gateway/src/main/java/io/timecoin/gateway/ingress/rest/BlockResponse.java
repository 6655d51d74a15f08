package io.timecoin.gateway.ingress.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.internal.v1.Block;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sealed block, or genesis, with a page of its transactions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Block")
public record BlockResponse(
    long height,
    String hash,
    @Schema(description = "Canonical BlockHeader, hex") String header,
    @Schema(description = "The first sequence that it confirms") long firstSequence,
    @Schema(description = "The last one: it carries the seal") long lastSequence,
    @Schema(description = "Satoshi") long fees,
    @Schema(description = "Absent while it is the last one") String nextHash,
    @Schema(description = "Of the coinbase and all others") long transactionCount,
    @Schema(description = "Index of the first txid given here") long first,
    @Schema(description = "The coinbase first, then in final order") List<String> txids) {

  static BlockResponse of(Block block) {
    BlockRecord record = block.getRecord();
    return new BlockResponse(
        record.getHeight(),
        Json.hex(record.getBlockHash()),
        Json.hex(record.getHeader()),
        record.getFirstSequence(),
        record.getLastSequence(),
        record.getFees(),
        block.getNextHash().isEmpty() ? null : Json.hex(block.getNextHash()),
        block.getTxidCount(),
        block.getFirstIndex(),
        block.getTxidsList().stream().map(Json::hex).toList());
  }
}
