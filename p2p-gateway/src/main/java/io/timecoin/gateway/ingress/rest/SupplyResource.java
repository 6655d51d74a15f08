package io.timecoin.gateway.ingress.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.gateway.lookup.LedgerReads;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much there is. */
@Path("/v1/supply")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Chain")
public class SupplyResource {
  private final LedgerReads ledger;
  private final RestAnswers answers;

  @Inject
  public SupplyResource(LedgerReads ledger, RestAnswers answers) {
    this.ledger = ledger;
    this.answers = answers;
  }

  /** Adds every output up. */
  @GET
  @NonBlocking
  @Operation(
      operationId = "getSupply",
      summary = "All unspent outputs, added up",
      description =
          "Computed anew from every row with its state commitment (PROTOCOL §7.4): takes seconds on"
              + " a large chain, and one is computed at a time.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SupplyResponse.class)))
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> supply() {
    return answers.answered(
        "supply",
        () -> ledger.utxoSet().thenApply(set -> RestAnswers.ok(200, SupplyResponse.of(set))));
  }
}
