package io.timecoin.mempool.ingress;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.lifecycle.MempoolLife;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.messages.ProposalMessages;
import io.timecoin.mempool.node.MempoolNode;
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
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The internal reads of the pool, answered by the active instance's domain within 2 s. A standby
 * knows the pool but not what waits or was refused: it answers nothing, and the active one is
 * asked.
 */
@Path("/internal/v1/mempool")
@Produces(ProtobufBody.MEDIA_TYPE)
public class MempoolResource {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final int LARGEST_PAGE = 10_000;

  private final MempoolLife life;

  @Inject
  public MempoolResource(MempoolLife life) {
    this.life = life;
  }

  /** How full the pool is, and the state it stands on. */
  @GET
  public Uni<MempoolInfo> info() {
    return ask(PoolAnswers::info);
  }

  /** The best paying transactions first, without their bytes. */
  @GET
  @Path("/transactions")
  public Uni<MempoolPage> transactions(@QueryParam("limit") @DefaultValue("1000") int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw QueryException.badRequest("limit is from 1 to " + LARGEST_PAGE);
    }
    return ask(node -> PoolAnswers.page(node, limit));
  }

  /** What is known of a transaction, or of one copy by its wtxid, also after it has left. */
  @GET
  @Path("/transactions/{id}")
  public Uni<MempoolTransaction> transaction(@PathParam("id") String id) {
    Hash256 hash = hash(id);
    return found(node -> PoolAnswers.transaction(node, hash), "transaction " + hash);
  }

  /** Who wants an outpoint, or that it is unspent. */
  @GET
  @Path("/outpoints/{txid}/{index}")
  public Uni<OutpointState> outpoint(
      @PathParam("txid") String txid, @PathParam("index") String index) {
    var outpoint = new OutPoint(hash(txid), index(index));
    return found(node -> PoolAnswers.outpoint(node, outpoint), "outpoint " + outpoint);
  }

  /** The canonical bytes of one copy. */
  @GET
  @Path("/bodies/{wtxid}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Uni<byte[]> body(@PathParam("wtxid") String wtxid) {
    Hash256 hash = hash(wtxid);
    return found(node -> node.body(hash).map(transaction -> transaction.encode()), "body " + hash);
  }

  /** Header and list of a value that was drafted or judged for the undecided sequence or before. */
  @GET
  @Path("/proposals/{digest}")
  public Uni<FetchedProposal> proposal(@PathParam("digest") String digest) {
    Hash256 hash = hash(digest);
    return found(
        node -> node.proposals().find(hash).map(ProposalMessages::toProto), "proposal " + hash);
  }

  private <T> Uni<T> found(Function<MempoolNode, Optional<T>> question, String what) {
    return ask(question)
        .map(answer -> answer.orElseThrow(() -> QueryException.notFound(what + " is unknown")));
  }

  private <T> Uni<T> ask(Function<MempoolNode, T> question) {
    DomainLoop domain =
        life.domain().orElseThrow(() -> QueryException.unavailable("the mempool is being rebuilt"));
    return Uni.createFrom()
        .completionStage(() -> domain.ask(node -> ifActive(node, question)))
        .ifNoItem()
        .after(DEADLINE)
        .fail()
        .onFailure(failure -> !(failure instanceof QueryException))
        .transform(
            failure -> QueryException.unavailable("the mempool is busy: " + failure.getMessage()))
        .map(answer -> answer.orElseThrow(() -> QueryException.unavailable("standing by")));
  }

  private static <T> Optional<T> ifActive(MempoolNode node, Function<MempoolNode, T> question) {
    return node.isActive() ? Optional.of(question.apply(node)) : Optional.empty();
  }

  private static Hash256 hash(String hex) {
    try {
      return Hash256.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw QueryException.badRequest("not a hash: " + e.getMessage());
    }
  }

  private static int index(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw QueryException.badRequest("not an output's index: " + e.getMessage());
    }
  }
}
