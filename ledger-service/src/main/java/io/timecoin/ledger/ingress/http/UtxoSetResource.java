package io.timecoin.ledger.ingress.http;

import com.google.protobuf.ByteString;
import io.smallrye.common.annotation.Blocking;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.ledger.store.SchemaGate;
import io.timecoin.ledger.store.UtxoSnapshots;
import io.timecoin.ledger.store.UtxoSnapshots.Recomputed;
import io.timecoin.ledger.store.query.SnapshotReads;
import io.timecoin.protocol.proto.internal.v1.UtxoSetInfo;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.concurrent.Semaphore;

/** The UTXO set counted and hashed anew from the rows: seconds for a large set, one at a time. */
@Path("/internal/v1/utxo-set")
public class UtxoSetResource {
  private final UtxoSnapshots snapshots;
  private final SchemaGate gate;
  private final Semaphore turn = new Semaphore(1);

  @Inject
  public UtxoSetResource(UtxoSnapshots snapshots, SchemaGate gate) {
    this.snapshots = snapshots;
    this.gate = gate;
  }

  @GET
  @Blocking
  @Produces(ProtobufBody.MEDIA_TYPE)
  public UtxoSetInfo info() throws InterruptedException {
    if (!gate.isOpen()) {
      throw SnapshotReads.noSchema();
    }
    if (!turn.tryAcquire()) {
      throw QueryException.unavailable("the UTXO set is being counted for somebody else");
    }
    try {
      return snapshots
          .recompute()
          .map(UtxoSetResource::answer)
          .orElseThrow(() -> QueryException.unavailable("the ledger has no genesis yet"));
    } catch (DatabaseException e) {
      throw QueryException.unavailable("the ledger's database does not answer");
    } finally {
      turn.release();
    }
  }

  private static UtxoSetInfo answer(Recomputed set) {
    return UtxoSetInfo.newBuilder()
        .setSequence(set.state().sequence())
        .setHeight(set.state().height())
        .setBlockHash(ByteString.copyFrom(set.state().lastBlock().hash().toByteArray()))
        .setUtxoCount(set.totals().count())
        .setTotal(set.totals().value())
        .setStateCommitment(ByteString.copyFrom(set.lanes().commitment().toByteArray()))
        .build();
  }
}
