package io.timecoin.gateway.ingress.rest;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.gateway.ingress.http.ApiException;
import io.timecoin.gateway.ingress.view.TransactionLookup;
import io.timecoin.gateway.ingress.view.TransactionView;
import io.timecoin.gateway.intake.Intake;
import io.timecoin.gateway.intake.IntakePool;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Transactions over REST: hand in, ask, wait. */
@Path("/v1/transactions")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Transactions")
public class TransactionsResource {
  private static final int MAX_WAIT_SECONDS = 30;

  private final IntakePool pool;
  private final Intake intake;
  private final TransactionLookup lookup;
  private final RestAnswers answers;

  @Inject
  public TransactionsResource(
      IntakePool pool, Intake intake, TransactionLookup lookup, RestAnswers answers) {
    this.pool = pool;
    this.intake = intake;
    this.lookup = lookup;
    this.answers = answers;
  }

  /** Takes in transactions written as hex. */
  @POST
  @NonBlocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "submitTransactions",
      summary = "Hand in transactions",
      description =
          "1 to 1,024 transactions, body at most 4 MiB. 202 means for each acknowledged one:"
              + " durable, and from now on it comes to an end that can be asked for. The same bytes"
              + " again get the same answer. After 429 and 503 the same request may be sent again.")
  @RequestBody(content = @Content(schema = @Schema(implementation = SubmitRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "One answer per transaction, in order",
      content = @Content(schema = @Schema(implementation = SubmitResponse.class)))
  @APIResponse(responseCode = "400", description = "Not what is described here")
  @APIResponse(responseCode = "413", description = "Body above 4 MiB")
  @APIResponse(responseCode = "415", description = "Another content type")
  @APIResponse(responseCode = "429", description = "More than this client's share; see Retry-After")
  @APIResponse(responseCode = "503", description = "Nothing is taken in now; see Retry-After")
  public CompletionStage<Response> submitJson(byte[] body) {
    return submit(body, SubmitBodies::json);
  }

  /** Takes in transactions as bytes. */
  @POST
  @NonBlocking
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      operationId = "submitTransactionBytes",
      summary = "Hand in transactions as bytes",
      description =
          "A canonical sequence: u64 count, then per transaction u64 length and bytes;"
              + " integers little-endian. Otherwise as with JSON.")
  @RequestBody(
      content =
          @Content(
              schema =
                  @Schema(
                      format = "binary",
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING)))
  @APIResponse(
      responseCode = "202",
      description = "One answer per transaction, in order",
      content = @Content(schema = @Schema(implementation = SubmitResponse.class)))
  public CompletionStage<Response> submitOctets(byte[] body) {
    return submit(body, SubmitBodies::octets);
  }

  private CompletionStage<Response> submit(byte[] body, Function<byte[], List<byte[]>> decoder) {
    return answers.answered(
        "submit",
        () ->
            pool.run(body.length, () -> intake.submit(decoder.apply(body)))
                .thenApply(items -> RestAnswers.ok(202, SubmitResponse.of(items))));
  }

  /** Where one transaction stands. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getTransaction",
      summary = "Where a transaction stands",
      description =
          "With the certificate and the Merkle path that prove it to anyone once it is final.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TransactionView.class)))
  @APIResponse(responseCode = "404", description = "Nobody knows it")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> transaction(
      @Parameter(description = "txid, or the wtxid of one copy") @PathParam("id") String id,
      @Parameter(description = "Seconds to wait for an end, at most 30")
          @QueryParam("wait")
          @DefaultValue("0")
          String wait) {
    return answers.answered(
        "transaction",
        () -> {
          Hash256 hash = Identifiers.parse(id);
          long seconds = Numbers.within("wait", wait, 0, MAX_WAIT_SECONDS);
          return (seconds == 0
                  ? lookup.full(hash)
                  : lookup.awaitEnd(hash, Duration.ofSeconds(seconds)))
              .thenApply(
                  found ->
                      RestAnswers.ok(
                          200,
                          found.orElseThrow(
                              () -> ApiException.notFound("no transaction " + hash))));
        });
  }

  /** Where many transactions stand. */
  @POST
  @Blocking
  @Path("/status")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getStatuses",
      summary = "Where many transactions stand",
      description =
          "1 to 1,024 ids; in the order asked, without proofs; unknown ones are"
              + " \"unknown\", and \"unavailable\" where it cannot be said now.")
  @RequestBody(content = @Content(schema = @Schema(implementation = StatusRequest.class)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StatusResponse.class)))
  public CompletionStage<Response> statuses(byte[] body) {
    return answers.answered(
        "status",
        () -> {
          List<CompletableFuture<TransactionView>> views =
              StatusRequest.parse(body).stream().map(this::status).toList();
          return CompletableFuture.allOf(views.toArray(CompletableFuture[]::new))
              .thenApply(
                  _ ->
                      RestAnswers.ok(
                          200,
                          new StatusResponse(
                              views.stream().map(CompletableFuture::join).toList())));
        });
  }

  private CompletableFuture<TransactionView> status(Hash256 id) {
    return lookup
        .brief(id)
        .handle(
            (found, failure) ->
                failure == null
                    ? found.orElseGet(() -> TransactionView.unknown(id.toString()))
                    : TransactionView.unavailable(
                        id.toString(), Absence.cause(failure).getMessage()));
  }
}
