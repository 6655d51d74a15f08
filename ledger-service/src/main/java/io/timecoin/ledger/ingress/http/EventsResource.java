package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.ledger.store.query.EventPlace;
import io.timecoin.ledger.store.query.EventQuery;
import io.timecoin.protocol.proto.internal.v1.EventRange;
import io.timecoin.protocol.topics.TopicCatalogue;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The public events as their topics carry them, from any sequence on. */
@Path("/internal/v1/events")
public class EventsResource {
  private final EventQuery query;

  @Inject
  public EventsResource(EventQuery query) {
    this.query = query;
  }

  @GET
  @Path("{topic}")
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<EventRange> events(
      @RestPath String topic,
      @RestQuery @DefaultValue("0") long from,
      @RestQuery @DefaultValue("0") int index,
      @RestQuery @DefaultValue("1000") int limit) {
    if (limit < 1 || limit > EventQuery.MAX_EVENTS) {
      throw QueryException.badRequest("limit is 1 to " + EventQuery.MAX_EVENTS);
    }
    var place =
        new EventPlace(
            Parameters.natural("from", from), Math.toIntExact(Parameters.natural("index", index)));
    return TopicCatalogue.byName(topic)
        .flatMap(known -> query.page(known, place, limit))
        .orElseThrow(() -> QueryException.notFound("no public events " + topic));
  }
}
