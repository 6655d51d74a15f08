package io.timecoin.gateway.ingress.rest;

import io.timecoin.gateway.ingress.http.ApiException;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.crypto.Hash256;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Identifiers to ask about, 1 to 1,024. */
@Schema(name = "StatusRequest")
public record StatusRequest(
    @Schema(description = "txids, or wtxids of copies, in hex") List<String> ids) {
  static final int MAX_IDS = 1_024;

  static List<Hash256> parse(byte[] body) {
    StatusRequest request;
    try {
      request = Json.MAPPER.readValue(body, StatusRequest.class);
    } catch (IOException e) {
      throw ApiException.badRequest("the body is {\"ids\":[\"<hex>\",…]}");
    }
    if (request == null || request.ids() == null || request.ids().isEmpty()) {
      throw ApiException.badRequest("there is no id in it");
    }
    if (request.ids().size() > MAX_IDS) {
      throw ApiException.badRequest("at most %d ids".formatted(MAX_IDS));
    }
    return request.ids().stream().map(Identifiers::parse).toList();
  }
}
