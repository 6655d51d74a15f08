package io.timecoin.gateway.ingress.http;

/** A REST request that cannot be served, with the answer it gets. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String error;

  public ApiException(int status, String error, String detail) {
    // An answer, not a bug: no stack trace.
    super(detail, null, false, false);
    this.status = status;
    this.error = error;
  }

  public static ApiException badRequest(String detail) {
    return new ApiException(400, "BAD_REQUEST", detail);
  }

  public static ApiException notFound(String detail) {
    return new ApiException(404, "NOT_FOUND", detail);
  }

  public int status() {
    return status;
  }

  public String error() {
    return error;
  }
}
