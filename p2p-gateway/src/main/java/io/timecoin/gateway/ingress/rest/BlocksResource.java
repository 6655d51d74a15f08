package io.timecoin.gateway.ingress.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.gateway.lookup.LedgerReads;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** Sealed blocks. */
@Path("/v1/blocks")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Chain")
public class BlocksResource {
  private static final int HASH_DIGITS = 64;
  private static final int MAX_TXIDS = 1_000;

  private final LedgerReads ledger;
  private final RestAnswers answers;

  @Inject
  public BlocksResource(LedgerReads ledger, RestAnswers answers) {
    this.ledger = ledger;
    this.answers = answers;
  }

  /** A block with a page of its transactions. */
  @GET
  @NonBlocking
  @Path("/{block}")
  @Operation(
      operationId = "getBlock",
      summary = "A block by height or hash, with a page of its txids",
      description = "Genesis is height 0. A block never changes: a page is a range of indices.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BlockResponse.class)))
  @APIResponse(responseCode = "400", description = "Neither height nor hash")
  @APIResponse(responseCode = "404", description = "There is none")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> block(
      @Parameter(description = "Height, or hash in hex") @PathParam("block") String block,
      @Parameter(description = "Index of the first txid; the coinbase has 0")
          @QueryParam("first")
          @DefaultValue("0")
          String first,
      @Parameter(description = "1 to 1,000 txids") @QueryParam("limit") @DefaultValue("1000")
          String limit) {
    return answers.answered(
        "block",
        () ->
            ledger
                .block(
                    id(block),
                    // So that first + limit is a number too.
                    Numbers.within("first", first, 0, Long.MAX_VALUE / 2),
                    (int) Numbers.within("limit", limit, 1, MAX_TXIDS))
                .thenApply(found -> RestAnswers.ok(200, BlockResponse.of(found))));
  }

  /** As the ledger takes it. */
  private static String id(String text) {
    return text.length() == HASH_DIGITS
        ? Identifiers.parse(text).toString()
        : Long.toString(Numbers.within("a block's height", text, 0, Long.MAX_VALUE));
  }
}
