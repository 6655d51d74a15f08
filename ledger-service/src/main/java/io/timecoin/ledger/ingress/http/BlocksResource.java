package io.timecoin.ledger.ingress.http;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.ledger.store.query.BlockQuery;
import io.timecoin.protocol.proto.internal.v1.Block;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Sealed blocks by height or hash, with pages of their txids. */
@Path("/internal/v1/blocks")
public class BlocksResource {
  private static final int HASH_DIGITS = 64;

  private final BlockQuery query;

  @Inject
  public BlocksResource(BlockQuery query) {
    this.query = query;
  }

  @GET
  @Path("{block}")
  @Produces(ProtobufBody.MEDIA_TYPE)
  public Uni<Block> block(
      @RestPath String block,
      @RestQuery @DefaultValue("0") long first,
      @RestQuery @DefaultValue("1000") int limit) {
    Parameters.natural("first", first);
    Parameters.limit(limit);
    return block.length() == HASH_DIGITS
        ? query.byHash(Parameters.hash(block), first, limit)
        : query.byHeight(height(block), first, limit);
  }

  private static long height(String text) {
    try {
      return Parameters.natural("a height", Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw QueryException.badRequest("a block is named by its height or its hash");
    }
  }
}
