package io.timecoin.gateway.ingress.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.gateway.lookup.LedgerReads;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What leads a light client from the genesis document to the committee of any sequence. */
@Path("/v1/seals")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Chain")
public class SealsResource {
  private static final int MAX_SEALS = 500;

  private final LedgerReads ledger;
  private final RestAnswers answers;

  @Inject
  public SealsResource(LedgerReads ledger, RestAnswers answers) {
    this.ledger = ledger;
    this.answers = answers;
  }

  /** Seals by height. */
  @GET
  @NonBlocking
  @Operation(
      operationId = "getSeals",
      summary = "Block headers with the certificates that prove them",
      description =
          "In order of height, from 1 on: genesis, which nobody certified, is not among them. Each"
              + " header names the committee that decides what follows it.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SealsResponse.class)))
  @APIResponse(responseCode = "400", description = "Not what is described here")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> seals(
      @Parameter(description = "The first height") @QueryParam("from") @DefaultValue("1")
          String from,
      @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("500") String limit) {
    return answers.answered(
        "seals",
        () ->
            ledger
                .seals(
                    Numbers.within("from", from, 0, Long.MAX_VALUE),
                    (int) Numbers.within("limit", limit, 1, MAX_SEALS))
                .thenApply(range -> RestAnswers.ok(200, SealsResponse.of(range))));
  }
}
