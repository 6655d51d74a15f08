package io.timecoin.mempool.ingress;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.messages.ProposalMessages;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.transaction.OutPoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The internal reads of the pool: what is in it, and what became of the rest. */
@Path("/internal/v1/mempool")
@Produces(ProtobufBody.MEDIA_TYPE)
public class MempoolResource {
  private static final int LARGEST_PAGE = 10_000;

  private final DomainQuestions domain;

  @Inject
  public MempoolResource(DomainQuestions domain) {
    this.domain = domain;
  }

  /** How full the pool is, and the state it stands on. */
  @GET
  public Uni<MempoolInfo> info() {
    return domain.ask(PoolAnswers::info);
  }

  /** The best paying transactions first, without their bytes. */
  @GET
  @Path("/transactions")
  public Uni<MempoolPage> transactions(@QueryParam("limit") @DefaultValue("1000") int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw QueryException.badRequest("limit is from 1 to " + LARGEST_PAGE);
    }
    return domain.ask(node -> PoolAnswers.page(node, limit));
  }

  /** What is known of a transaction, or of one copy by its wtxid, also after it has left. */
  @GET
  @Path("/transactions/{id}")
  public Uni<MempoolTransaction> transaction(@PathParam("id") String id) {
    Hash256 hash = DomainQuestions.hash(id);
    return domain.found(node -> PoolAnswers.transaction(node, hash), "transaction " + hash);
  }

  /** Who wants an outpoint, or that it is unspent. */
  @GET
  @Path("/outpoints/{txid}/{index}")
  public Uni<OutpointState> outpoint(
      @PathParam("txid") String txid, @PathParam("index") String index) {
    var outpoint = new OutPoint(DomainQuestions.hash(txid), DomainQuestions.index(index));
    return domain.found(node -> PoolAnswers.outpoint(node, outpoint), "outpoint " + outpoint);
  }

  /** The canonical bytes of one copy. */
  @GET
  @Path("/bodies/{wtxid}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Uni<byte[]> body(@PathParam("wtxid") String wtxid) {
    Hash256 hash = DomainQuestions.hash(wtxid);
    return domain.found(
        node -> node.body(hash).map(transaction -> transaction.encode()), "body " + hash);
  }

  /** Header and list of a value that was drafted or judged for the undecided sequence or before. */
  @GET
  @Path("/proposals/{digest}")
  public Uni<FetchedProposal> proposal(@PathParam("digest") String digest) {
    Hash256 hash = DomainQuestions.hash(digest);
    return domain.found(
        node -> node.proposals().find(hash).map(ProposalMessages::toProto), "proposal " + hash);
  }
}
