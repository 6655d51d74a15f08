package io.timecoin.gateway.ingress.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.genesis.Genesis;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Several things looked at together. */
@Path("/v1/view")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Chain")
public class ViewResource {
  private final LedgerReads ledger;
  private final Genesis genesis;
  private final RestAnswers answers;

  @Inject
  public ViewResource(LedgerReads ledger, Genesis genesis, RestAnswers answers) {
    this.ledger = ledger;
    this.genesis = genesis;
    this.answers = answers;
  }

  /** All of it at one sequence. */
  @POST
  @NonBlocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "view",
      summary = "Balances and transactions at one and the same sequence",
      description =
          "At most 100 addresses and 100 txids. What several requests say may be of different"
              + " sequences; what this one says is not, so that sums of it are right.")
  @RequestBody(content = @Content(schema = @Schema(implementation = ViewRequest.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ViewResponse.class)))
  @APIResponse(responseCode = "400", description = "Not what is described here")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> view(byte[] body) {
    return answers.answered(
        "view",
        () ->
            ledger
                .view(ViewRequest.parse(body, genesis.network()))
                .thenApply(view -> RestAnswers.ok(200, ViewResponse.of(view))));
  }
}
