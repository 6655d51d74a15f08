package io.timecoin.gateway.ingress.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.intake.IntakeUnavailableException;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.ReadException;
import java.util.Optional;

/** A call that ends with an error. */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RpcError error;
  private final transient Optional<JsonNode> data;

  public RpcException(RpcError error, String message) {
    this(error, message, Optional.empty());
  }

  /**
   * @param data for programs: what the message says for people
   */
  public RpcException(RpcError error, String message, Optional<JsonNode> data) {
    // An answer, not a bug: no stack trace.
    super(message, null, false, false);
    this.error = error;
    this.data = data;
  }

  /** What a call failed with, as the error it is answered with. */
  static RpcException of(Throwable failure) {
    return switch (Absence.cause(failure)) {
      case RpcException rpc -> rpc;
      case IntakeUnavailableException closed ->
          new RpcException(
              RpcError.UNAVAILABLE,
              closed.getMessage(),
              Optional.of(Json.object().put("reason", closed.reason().name())));
      case ReadException read ->
          new RpcException(
              switch (read.reason()) {
                case NOT_FOUND -> RpcError.NOT_FOUND;
                case BAD_REQUEST -> RpcError.INVALID_PARAMETER;
                case UNAVAILABLE -> RpcError.UNAVAILABLE;
              },
              read.getMessage());
      case Throwable bug ->
          new RpcException(RpcError.INTERNAL_ERROR, "the gateway failed; its log says why");
    };
  }

  public RpcError error() {
    return error;
  }

  /** The error object of the answer. */
  ObjectNode toJson() {
    ObjectNode node = Json.object().put("code", error.code()).put("message", getMessage());
    data.ifPresent(value -> node.set("data", value));
    return node;
  }
}
