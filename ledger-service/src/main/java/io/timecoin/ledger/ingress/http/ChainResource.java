package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.ledger.store.query.HeadQuery;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Where the ledger stands. */
@Path("/internal/v1/chain")
public class ChainResource {
  private final HeadQuery query;

  @Inject
  public ChainResource(HeadQuery query) {
    this.query = query;
  }

  @GET
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<ChainHead> head() {
    return query.head();
  }
}
