package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.ledger.store.query.TransactionQuery;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;

/** Final transactions by txid, coinbases too. */
@Path("/internal/v1/transactions")
public class TransactionsResource {
  private final TransactionQuery query;

  @Inject
  public TransactionsResource(TransactionQuery query) {
    this.query = query;
  }

  @GET
  @Path("{txid}")
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<FinalTransaction> transaction(@RestPath String txid) {
    return query.transaction(Parameters.hash(txid));
  }
}
