package io.timecoin.gateway.ingress.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.timecoin.gateway.ingress.http.ErrorAnswers;
import io.timecoin.gateway.ingress.http.RequestMetrics;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.intake.IntakeUnavailableException;
import io.timecoin.gateway.lookup.Absence;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What all REST answers have in common: an error is one of the named ones, and each is counted. */
@Singleton
final class RestAnswers {
  private final RequestMetrics metrics;

  @Inject
  RestAnswers(RequestMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * The answer that some work leads to, be it an error.
   *
   * @param method of a closed list, for the counter
   */
  CompletionStage<Response> answered(String method, Supplier<CompletableFuture<Response>> work) {
    CompletableFuture<Response> answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.handle(
        (response, failure) -> {
          Response given = failure == null ? response : ErrorAnswers.of(failure);
          metrics.count("rest_" + method, outcome(given, failure));
          return given;
        });
  }

  /** Of several reasons to take nothing in, all 503, an operator wants to know which. */
  private static String outcome(Response given, Throwable failure) {
    return failure != null
            && Absence.cause(failure) instanceof IntakeUnavailableException unavailable
        ? unavailable.reason().name()
        : "http_" + given.getStatus();
  }

  /** Written here, so that no event loop has to, and the budget of answers knows its size. */
  static Response ok(int status, Object answer) {
    try {
      return Response.status(status)
          .type(MediaType.APPLICATION_JSON_TYPE)
          .entity(Json.MAPPER.writeValueAsBytes(answer))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can always be written", e);
    }
  }
}
