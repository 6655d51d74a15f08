package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.ledger.store.query.SealQuery;
import io.timecoin.protocol.proto.internal.v1.SealRange;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestQuery;

/** Certified headers that carry a seal, by height of the block. */
@Path("/internal/v1/seals")
public class SealsResource {
  private final SealQuery query;

  @Inject
  public SealsResource(SealQuery query) {
    this.query = query;
  }

  @GET
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<SealRange> range(
      @RestQuery @DefaultValue("1") long from, @RestQuery @DefaultValue("500") int limit) {
    return query.range(Parameters.natural("from", from), Parameters.limit(limit));
  }
}
