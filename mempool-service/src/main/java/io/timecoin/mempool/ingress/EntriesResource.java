package io.timecoin.mempool.ingress;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The internal reads of a pool transaction among its relatives. */
@Path("/internal/v1/mempool/entries/{txid}")
@Produces(ProtobufBody.MEDIA_TYPE)
public class EntriesResource {
  private static final int MOST_RELATIVES = 10_000;

  private final DomainQuestions domain;

  @Inject
  public EntriesResource(DomainQuestions domain) {
    this.domain = domain;
  }

  /** The transaction itself. */
  @GET
  public Uni<MempoolEntry> entry(@PathParam("txid") String txid) {
    Hash256 hash = DomainQuestions.hash(txid);
    return domain.found(
        node -> node.mempool().pool().byTxid(hash).map(found -> EntryAnswers.whole(node, found)),
        what(hash));
  }

  /** Everything unconfirmed that it stands on, itself not included. */
  @GET
  @Path("/ancestors")
  public Uni<MempoolEntries> ancestors(
      @PathParam("txid") String txid, @QueryParam("whole") @DefaultValue("false") boolean whole) {
    return relatives(txid, whole, PoolEntry::ancestorCount, PoolEntry::ancestors);
  }

  /** Everything in the pool that stands on it, itself not included. */
  @GET
  @Path("/descendants")
  public Uni<MempoolEntries> descendants(
      @PathParam("txid") String txid, @QueryParam("whole") @DefaultValue("false") boolean whole) {
    return relatives(txid, whole, PoolEntry::descendantCount, PoolEntry::descendants);
  }

  /** Counted before they are looked up: the domain has other things to do. */
  private Uni<MempoolEntries> relatives(
      String txid,
      boolean whole,
      ToIntFunction<PoolEntry> count,
      Function<PoolEntry, Set<PoolEntry>> relatives) {
    Hash256 hash = DomainQuestions.hash(txid);
    return domain
        .found(
            node ->
                node.mempool()
                    .pool()
                    .byTxid(hash)
                    .<Relatives>map(
                        entry ->
                            count.applyAsInt(entry) > MOST_RELATIVES
                                ? new Relatives.TooMany(count.applyAsInt(entry) - 1)
                                : new Relatives.Listed(
                                    EntryAnswers.all(node, relatives.apply(entry), whole))),
            what(hash))
        .map(
            answer ->
                switch (answer) {
                  case Relatives.Listed(MempoolEntries entries) -> entries;
                  case Relatives.TooMany(int many) ->
                      throw QueryException.badRequest(
                          "%s has %d relatives of this kind in the pool, and fewer than %d are listed"
                              .formatted(hash, many, MOST_RELATIVES));
                });
  }

  /** On the domain's thread nothing may be thrown. */
  private sealed interface Relatives {
    record Listed(MempoolEntries entries) implements Relatives {}

    record TooMany(int many) implements Relatives {}
  }

  private static String what(Hash256 txid) {
    return "mempool transaction " + txid;
  }
}
