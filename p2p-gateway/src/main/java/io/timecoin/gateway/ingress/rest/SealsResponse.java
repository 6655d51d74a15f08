package io.timecoin.gateway.ingress.rest;

import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.proto.internal.v1.SealRange;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Certified headers that carry a seal, by height. */
@Schema(name = "Seals")
public record SealsResponse(List<Item> seals) {

  /** One of them. */
  @Schema(name = "Seal")
  public record Item(
      @Schema(description = "Canonical MicroblockHeader with its BlockHeader, hex")
          String microblockHeader,
      @Schema(description = "Canonical Certificate of it, hex") String certificate) {}

  static SealsResponse of(SealRange range) {
    return new SealsResponse(
        range.getSealsList().stream()
            .map(seal -> new Item(Json.hex(seal.getHeader()), Json.hex(seal.getCertificate())))
            .toList());
  }
}
