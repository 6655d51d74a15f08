package io.timecoin.devnet.api;

import com.fasterxml.jackson.databind.JsonNode;

/** A JSON-RPC error answer. */
public final class RpcFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the request needs is down or slow; the same request may be made again. */
  private static final int UNAVAILABLE = -28;

  private final int code;
  private final transient JsonNode error;

  public RpcFailure(int code, String message, JsonNode error) {
    super(message);
    this.code = code;
    this.error = error;
  }

  /** The error's code; Bitcoin's where one exists. */
  public int code() {
    return code;
  }

  /** Whether the node says that the same request may be made again. */
  public boolean isUnavailable() {
    return code == UNAVAILABLE;
  }

  /** The whole error object. */
  public JsonNode error() {
    return error;
  }
}
