package io.timecoin.kit.http;

/** An internal read without an answer; becomes, and is read from, a QueryError. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final QueryErrorCode code;

  /**
   * A refusal or failure.
   *
   * @param detail one sentence for a person
   */
  public QueryException(QueryErrorCode code, String detail) {
    // Refusals are frequent and their origin is known: no stack trace.
    super(detail, null, false, false);
    this.code = code;
  }

  public static QueryException notFound(String detail) {
    return new QueryException(QueryErrorCode.NOT_FOUND, detail);
  }

  public static QueryException badRequest(String detail) {
    return new QueryException(QueryErrorCode.BAD_REQUEST, detail);
  }

  public static QueryException unavailable(String detail) {
    return new QueryException(QueryErrorCode.UNAVAILABLE, detail);
  }

  public QueryErrorCode code() {
    return code;
  }
}
