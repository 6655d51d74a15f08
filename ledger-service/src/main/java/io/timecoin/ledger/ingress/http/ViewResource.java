package io.timecoin.ledger.ingress.http;

import com.google.protobuf.ByteString;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.ledger.store.query.ViewQuery;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.LedgerView;
import io.timecoin.protocol.proto.internal.v1.ViewQuestion;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Several reads that hold at one sequence: a question with a body, which changes nothing. */
@Path("/internal/v1/view")
@Consumes(ProtobufBody.MEDIA_TYPE)
@Produces(ProtobufBody.MEDIA_TYPE)
public class ViewResource {
  private static final int MOST = 100;

  private final ViewQuery query;
  private final Network network;

  @Inject
  public ViewResource(ViewQuery query, Genesis genesis) {
    this.query = query;
    this.network = genesis.network();
  }

  @POST
  @NonBlocking
  public Uni<LedgerView> view(ViewQuestion question) {
    if (question.getAddressesCount() > MOST || question.getTxidsCount() > MOST) {
      throw QueryException.badRequest("at most %d of each kind".formatted(MOST));
    }
    return query.view(
        question.getAddressesList().stream()
            .map(text -> Parameters.address(text, network))
            .toList(),
        question.getTxidsList().stream().map(ViewResource::hash).toList());
  }

  private static Hash256 hash(ByteString bytes) {
    if (bytes.size() != Hash256.SIZE) {
      throw QueryException.badRequest("a txid has %d bytes".formatted(Hash256.SIZE));
    }
    return Hash256.of(bytes.toByteArray());
  }
}
