package io.timecoin.gateway.ingress.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import io.timecoin.gateway.ingress.view.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** JSON-RPC 2.0 over HTTP: POST to the root. */
@Path("/")
@Tag(name = "JSON-RPC")
public class RpcResource {
  private final RpcDispatcher dispatcher;

  @Inject
  public RpcResource(RpcDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Answers a request or a batch: 200 also where the answer is an error of the method, 400 for what
   * is no JSON or no request at all, 204 where nothing is to be answered.
   */
  @POST
  @Blocking
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, "application/json-rpc"})
  @jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "jsonRpc",
      summary = "JSON-RPC 2.0",
      description =
          "One request, or a batch of at most 100. The method \"help\" lists all methods and their"
              + " parameters, which are given in order or by name.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(
                      name = "getblockcount",
                      value =
                          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"getblockcount\","
                              + "\"params\":[]}")))
  @APIResponse(responseCode = "200", description = "The answer, which may be an error")
  @APIResponse(responseCode = "204", description = "Notifications only: there is no answer")
  @APIResponse(responseCode = "400", description = "No JSON, or no JSON-RPC request")
  public CompletionStage<Response> call(byte[] body) {
    JsonNode posted;
    try {
      posted = Json.MAPPER.readTree(body);
    } catch (IOException e) {
      return CompletableFuture.completedFuture(notParsed("the body is no JSON"));
    }
    if (posted == null || posted.isMissingNode()) {
      return CompletableFuture.completedFuture(notParsed("the body is empty"));
    }
    return dispatcher
        .answer(posted)
        .thenApply(
            answer ->
                answer
                    .map(node -> json(isInvalidRequest(node) ? 400 : 200, node))
                    .orElseGet(() -> Response.noContent().build()));
  }

  private static boolean isInvalidRequest(JsonNode answer) {
    return answer.path("error").path("code").asInt() == RpcError.INVALID_REQUEST.code();
  }

  private static Response notParsed(String message) {
    return json(
        400,
        RpcDispatcher.answer(
            Json.NODES.nullNode(), null, new RpcException(RpcError.PARSE_ERROR, message)));
  }

  private static Response json(int status, JsonNode node) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Json.bytes(node))
        .build();
  }
}
