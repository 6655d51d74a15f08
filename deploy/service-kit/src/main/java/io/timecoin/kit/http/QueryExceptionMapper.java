package io.timecoin.kit.http;

import io.timecoin.protocol.proto.internal.v1.QueryError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers an internal read that failed with its QueryError; an unavailable one may be retried. */
@Provider
public class QueryExceptionMapper implements ExceptionMapper<QueryException> {
  @Override
  public Response toResponse(QueryException exception) {
    Response.ResponseBuilder response =
        Response.status(exception.code().status())
            .type(ProtobufBody.MEDIA_TYPE)
            .entity(
                QueryError.newBuilder()
                    .setCode(exception.code().name())
                    .setDetail(exception.getMessage())
                    .build());
    return switch (exception.code()) {
      case UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, 1).build();
      case NOT_FOUND, BAD_REQUEST -> response.build();
    };
  }
}
