package io.timecoin.gateway.ingress.http;

import io.timecoin.gateway.intake.IntakeUnavailableException;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.ReadException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/** Turns whatever a request failed with into its answer; a bug is logged and hides its details. */
public final class ErrorAnswers {
  private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  public static Response of(Throwable failure) {
    return switch (Absence.cause(failure)) {
      case ApiException api -> answer(api.status(), api.error(), api.getMessage());
      case IntakeUnavailableException closed ->
          answer(503, closed.reason().name(), closed.getMessage());
      case ReadException read ->
          switch (read.reason()) {
            case NOT_FOUND -> answer(404, "NOT_FOUND", read.getMessage());
            case BAD_REQUEST -> answer(400, "BAD_REQUEST", read.getMessage());
            case UNAVAILABLE -> answer(503, "UNAVAILABLE", read.getMessage());
          };
      case WebApplicationException web -> of(web);
      case Throwable bug -> {
        LOG.error("A request failed", bug);
        yield answer(500, "INTERNAL", "the gateway failed; its log says why");
      }
    };
  }

  private static Response of(WebApplicationException web) {
    int status = web.getResponse().getStatus();
    return switch (status) {
      case 404 -> answer(status, "NOT_FOUND", "there is nothing at this path");
      case 405 -> answer(status, "METHOD_NOT_ALLOWED", "this path does not know this HTTP method");
      case 406 -> answer(status, "NOT_ACCEPTABLE", "the answer is application/json");
      case 413 -> answer(status, "BODY_TOO_LARGE", "the body is too large");
      case 415 ->
          answer(
              status,
              "UNSUPPORTED_MEDIA_TYPE",
              "the content type is application/json (or, for POST /v1/transactions,"
                  + " application/octet-stream)");
      default -> answer(status, "HTTP_" + status, "the request cannot be served");
    };
  }

  private static Response answer(int status, String error, String detail) {
    Response.ResponseBuilder response =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(ApiError.json(error, detail));
    return status == 503
        ? response.header(HttpHeaders.RETRY_AFTER, ComeAgain.SOON.toSeconds()).build()
        : response.build();
  }
}
