package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.ledger.store.query.MicroblockQuery;
import io.timecoin.protocol.proto.internal.v1.MicroblockRange;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestQuery;

/** Ranges of microblocks with certificates (PROTOCOL §6.10). */
@Path("/internal/v1/microblocks")
public class MicroblocksResource {
  private final MicroblockQuery query;

  @Inject
  public MicroblocksResource(MicroblockQuery query) {
    this.query = query;
  }

  @GET
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<MicroblockRange> range(
      @RestQuery @DefaultValue("1") long from, @RestQuery @DefaultValue("500") int limit) {
    if (limit < 1 || limit > MicroblockQuery.MAX_COUNT) {
      throw QueryException.badRequest("limit is 1 to " + MicroblockQuery.MAX_COUNT);
    }
    return query.range(Parameters.natural("from", from), limit);
  }
}
