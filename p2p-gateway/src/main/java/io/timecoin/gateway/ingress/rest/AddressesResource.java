package io.timecoin.gateway.ingress.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.address.Address;
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

/** What addresses hold, and how that came about, as the ledger has it: final, and nothing else. */
@Path("/v1/addresses/{address}")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Addresses")
public class AddressesResource {
  private static final int MAX_LIMIT = 1_000;

  private final LedgerReads ledger;
  private final Genesis genesis;
  private final RestAnswers answers;

  @Inject
  public AddressesResource(LedgerReads ledger, Genesis genesis, RestAnswers answers) {
    this.ledger = ledger;
    this.genesis = genesis;
    this.answers = answers;
  }

  /** What it holds. */
  @GET
  @NonBlocking
  @Operation(
      operationId = "getBalance",
      summary = "What an address holds",
      description = "An address that was never paid holds nothing; it is no error.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AddressResponses.Balance.class)))
  @APIResponse(responseCode = "400", description = "No address of this network")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> balance(@PathParam("address") String address) {
    return answers.answered(
        "balance",
        () -> {
          Address known = parse(address);
          return ledger
              .balance(known)
              .thenApply(
                  balance -> RestAnswers.ok(200, AddressResponses.Balance.of(known, balance)));
        });
  }

  /** A page of its unspent outputs. */
  @GET
  @NonBlocking
  @Path("/utxos")
  @Operation(
      operationId = "getUtxos",
      summary = "Unspent outputs of an address",
      description =
          "In order of outpoints, so that a cursor holds however the set changes meanwhile. What a"
              + " pool transaction is about to spend is among them.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AddressResponses.Utxos.class)))
  @APIResponse(responseCode = "400", description = "No address of this network, or no cursor")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> utxos(
      @PathParam("address") String address,
      @Parameter(description = "nextCursor of the page before")
          @QueryParam("cursor")
          @DefaultValue("")
          String cursor,
      @Parameter(description = "1 to 1,000") @QueryParam("limit") @DefaultValue("100")
          String limit) {
    return answers.answered(
        "utxos",
        () ->
            ledger
                .utxos(parse(address), cursor, most(limit))
                .thenApply(page -> RestAnswers.ok(200, AddressResponses.Utxos.of(page))));
  }

  /** A page of its changes. */
  @GET
  @NonBlocking
  @Path("/history")
  @Operation(
      operationId = "getHistory",
      summary = "Changes of an address's balance, newest first",
      description =
          "Numbered from 1 without gaps, as chain.addresses has them. A number never changes: it is"
              + " the cursor.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AddressResponses.History.class)))
  @APIResponse(responseCode = "400", description = "No address of this network, or no number")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> history(
      @PathParam("address") String address,
      @Parameter(description = "Changes before this number; without it from the newest on")
          @QueryParam("before")
          @DefaultValue("" + Long.MAX_VALUE)
          String before,
      @Parameter(description = "1 to 1,000") @QueryParam("limit") @DefaultValue("100")
          String limit) {
    return answers.answered(
        "history",
        () ->
            ledger
                .history(
                    parse(address),
                    Numbers.within("before", before, 1, Long.MAX_VALUE),
                    most(limit))
                .thenApply(page -> RestAnswers.ok(200, AddressResponses.History.of(page))));
  }

  private static int most(String limit) {
    return (int) Numbers.within("limit", limit, 1, MAX_LIMIT);
  }

  private Address parse(String text) {
    return Identifiers.address(text, genesis.network());
  }
}
