package io.timecoin.gateway.ingress.rest;

import io.smallrye.common.annotation.NonBlocking;
import io.timecoin.gateway.ingress.http.ApiException;
import io.timecoin.gateway.ingress.http.LargeAnswers;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public events by REST, for whoever was away for longer than their topic keeps them. */
@Path("/v1/events")
@jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Chain")
public class EventsResource {
  private static final int MAX_EVENTS = 1_000;

  private final LedgerReads ledger;
  private final LargeAnswers places;
  private final RestAnswers answers;

  @Inject
  public EventsResource(LedgerReads ledger, LargeAnswers places, RestAnswers answers) {
    this.ledger = ledger;
    this.places = places;
    this.answers = answers;
  }

  /** A page of one topic's events. */
  @GET
  @NonBlocking
  @Path("/{topic}")
  @Operation(
      operationId = "getEvents",
      summary = "Public events from any sequence on",
      description =
          "What Kafka carries in chain.microblocks, chain.transactions, chain.blocks and"
              + " chain.addresses, key and value byte for byte, from genesis on. Go on with what"
              + " next says; a page without events is the end for now. Beyond 1 MiB of values a"
              + " page has fewer events than the limit.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventsResponse.class)))
  @APIResponse(responseCode = "400", description = "Not what is described here")
  @APIResponse(responseCode = "404", description = "No such topic")
  @APIResponse(responseCode = "503", description = "It cannot be asked now; see Retry-After")
  public CompletionStage<Response> events(
      @Parameter(description = "E.g. chain.transactions") @PathParam("topic") String topic,
      @Parameter(description = "The first sequence; 0 is genesis")
          @QueryParam("from")
          @DefaultValue("0")
          String from,
      @Parameter(description = "The first event of that sequence")
          @QueryParam("index")
          @DefaultValue("0")
          String index,
      @Parameter(description = "1 to 1,000") @QueryParam("limit") @DefaultValue("1000")
          String limit,
      @Context RoutingContext context) {
    return answers.answered(
        "events",
        () -> {
          Topic known =
              TopicCatalogue.byName(topic)
                  .filter(Topic::isPublic)
                  .orElseThrow(() -> ApiException.notFound("no public events of that name"));
          long sequence = Numbers.within("from", from, 0, Long.MAX_VALUE);
          int first = (int) Numbers.within("index", index, 0, Integer.MAX_VALUE);
          int most = (int) Numbers.within("limit", limit, 1, MAX_EVENTS);
          places.enter(context);
          return ledger
              .events(known, sequence, first, most)
              .thenApply(range -> RestAnswers.ok(200, EventsResponse.of(range)));
        });
  }
}
