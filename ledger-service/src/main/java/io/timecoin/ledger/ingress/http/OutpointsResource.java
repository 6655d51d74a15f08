package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.ledger.store.query.OutpointQuery;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.transaction.OutPoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;

/** Outputs by the outpoint that names them. */
@Path("/internal/v1/outpoints")
public class OutpointsResource {
  private final OutpointQuery query;

  @Inject
  public OutpointsResource(OutpointQuery query) {
    this.query = query;
  }

  @GET
  @Path("{txid}/{index}")
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<OutpointState> outpoint(@RestPath String txid, @RestPath String index) {
    return query.state(new OutPoint(Parameters.hash(txid), Parameters.index(index)));
  }
}
