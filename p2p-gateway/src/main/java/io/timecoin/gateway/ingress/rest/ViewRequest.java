package io.timecoin.gateway.ingress.rest;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.ingress.http.ApiException;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.ViewQuestion;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to look at together; at most 100 of each kind, and one thing at least. */
@Schema(name = "ViewRequest")
public record ViewRequest(List<String> addresses, List<String> txids) {
  private static final int MOST = 100;

  public ViewRequest {
    addresses = List.copyOf(Objects.requireNonNullElse(addresses, List.of()));
    txids = List.copyOf(Objects.requireNonNullElse(txids, List.of()));
  }

  static ViewQuestion parse(byte[] body, Network network) {
    ViewRequest request;
    try {
      request = Json.MAPPER.readValue(body, ViewRequest.class);
    } catch (IOException e) {
      throw ApiException.badRequest("the body is {\"addresses\":[…],\"txids\":[…]}");
    }
    if (request == null || (request.addresses.isEmpty() && request.txids.isEmpty())) {
      throw ApiException.badRequest("there is no address and no txid in it");
    }
    if (request.addresses.size() > MOST || request.txids.size() > MOST) {
      throw ApiException.badRequest("at most %d of each kind".formatted(MOST));
    }
    var question = ViewQuestion.newBuilder();
    request.addresses.forEach(
        text -> question.addAddresses(Identifiers.address(text, network).toString()));
    request.txids.forEach(
        text -> question.addTxids(ByteString.copyFrom(Identifiers.parse(text).toByteArray())));
    return question.build();
  }
}
