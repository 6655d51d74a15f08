package io.timecoin.kit.http;

import jakarta.ws.rs.core.Response;

/** Why an internal read has no answer: the {@code code} of a QueryError. */
public enum QueryErrorCode {
  NOT_FOUND(Response.Status.NOT_FOUND),
  BAD_REQUEST(Response.Status.BAD_REQUEST),
  UNAVAILABLE(Response.Status.SERVICE_UNAVAILABLE);

  private final Response.Status status;

  QueryErrorCode(Response.Status status) {
    this.status = status;
  }

  /** The HTTP status it travels with. */
  public Response.Status status() {
    return status;
  }
}
