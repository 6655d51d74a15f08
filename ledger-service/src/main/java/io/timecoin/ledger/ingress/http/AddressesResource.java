package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.ledger.store.query.AddressQuery;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.AddressHistory;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What addresses hold. */
@Path("/internal/v1/addresses")
public class AddressesResource {
  private final AddressQuery query;
  private final Network network;

  @Inject
  public AddressesResource(AddressQuery query, Genesis genesis) {
    this.query = query;
    this.network = genesis.network();
  }

  @GET
  @Path("{address}/balance")
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<AddressBalance> balance(@RestPath String address) {
    return query.balance(Parameters.address(address, network));
  }

  @GET
  @Path("{address}/utxos")
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<UtxoPage> utxos(
      @RestPath String address,
      @RestQuery @DefaultValue("") String cursor,
      @RestQuery @DefaultValue("100") int limit) {
    return query.utxos(Parameters.address(address, network), cursor, Parameters.limit(limit));
  }

  @GET
  @Path("{address}/history")
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<AddressHistory> history(
      @RestPath String address,
      @RestQuery @DefaultValue("" + Long.MAX_VALUE) long before,
      @RestQuery @DefaultValue("100") int limit) {
    return query.history(
        Parameters.address(address, network),
        Parameters.natural("before", before),
        Parameters.limit(limit));
  }
}
