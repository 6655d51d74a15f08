package io.timecoin.ledger.ingress.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.QueryException;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.store.SchemaGate;
import io.timecoin.ledger.store.UtxoSnapshot;
import io.timecoin.ledger.store.UtxoSnapshots;
import io.timecoin.ledger.store.query.Protobufs;
import io.timecoin.ledger.store.query.SnapshotReads;
import io.timecoin.ledger.store.query.StateMessages;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamChunk;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamStart;
import io.timecoin.protocol.rules.UnspentOutput;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The whole UTXO set at one sequence as delimited frames: a start, then chunks, the last of them
 * marked; a stream that ends without it was cut off. Rows are read as the receiver takes them, so
 * the set is never in memory; a receiver that stalls holds one database connection.
 */
@Path("/internal/v1/chain/utxos")
public class UtxoStreamResource {
  static final String MEDIA_TYPE = "application/x-protobuf-stream";

  /** Outputs per frame, about 50 KB: what the event loop takes from the database at once. */
  private static final int CHUNK = 500;

  /** Streams at once: each holds a connection. */
  private static final int MAX_STREAMS = 4;

  private final UtxoSnapshots snapshots;
  private final SchemaGate gate;
  private final Semaphore streams = new Semaphore(MAX_STREAMS);

  @Inject
  public UtxoStreamResource(UtxoSnapshots snapshots, SchemaGate gate) {
    this.snapshots = snapshots;
    this.gate = gate;
  }

  @GET
  @Produces(MEDIA_TYPE)
  public Multi<byte[]> utxos() {
    if (!gate.isOpen()) {
      throw SnapshotReads.noSchema();
    }
    if (!streams.tryAcquire()) {
      throw QueryException.unavailable("%d streams are open already".formatted(MAX_STREAMS));
    }
    var abandoned = new AtomicBoolean();
    return Uni.createFrom()
        .completionStage(() -> open(abandoned).toCompletionStage())
        .onCancellation()
        .invoke(() -> abandoned.set(true))
        .onFailure()
        .transform(_ -> QueryException.unavailable("the ledger's database does not answer"))
        .onItem()
        .transformToMulti(UtxoStreamResource::frames)
        .onTermination()
        .invoke(() -> streams.release());
  }

  /** A receiver that goes away while the snapshot is being opened must not leave it open. */
  private Future<Optional<UtxoSnapshot>> open(AtomicBoolean abandoned) {
    return snapshots
        .open()
        .onSuccess(
            opened -> {
              if (abandoned.get()) {
                opened.ifPresent(UtxoSnapshot::close);
              }
            });
  }

  private static Multi<byte[]> frames(Optional<UtxoSnapshot> opened) {
    if (opened.isEmpty()) {
      return Multi.createFrom()
          .failure(QueryException.unavailable("the ledger has no genesis yet"));
    }
    UtxoSnapshot snapshot = opened.get();
    Uni<byte[]> start =
        Uni.createFrom()
            .completionStage(() -> snapshot.certificate().toCompletionStage())
            .map(certificate -> frame(start(snapshot.state(), certificate)));
    Multi<byte[]> chunks =
        Multi.createBy()
            .repeating()
            .uni(
                () ->
                    Uni.createFrom()
                        .completionStage(
                            () ->
                                snapshot
                                    .next(CHUNK, UtxoStreamResource::chunk)
                                    .toCompletionStage()))
            .whilst(chunk -> !chunk.isLast())
            .map(chunk -> chunk.frame().toByteArray());
    return Multi.createBy()
        .concatenating()
        .streams(start.toMulti(), chunks)
        .onTermination()
        .invoke(snapshot::close);
  }

  private static UtxoStreamStart start(LedgerState state, byte[] certificate) {
    return UtxoStreamStart.newBuilder()
        .setHead(StateMessages.head(state, certificate))
        .setLanes(ByteString.copyFrom(state.lanes().toByteArray()))
        .setUtxoCount(state.utxos().count())
        .build();
  }

  private record Chunk(boolean isLast, ByteString frame) {}

  private static Chunk chunk(List<UnspentOutput> outputs) {
    var chunk = UtxoStreamChunk.newBuilder().setLast(outputs.isEmpty());
    outputs.forEach(output -> chunk.addUtxos(Protobufs.utxo(output)));
    return new Chunk(outputs.isEmpty(), ByteString.copyFrom(frame(chunk.build())));
  }

  private static byte[] frame(MessageLite message) {
    var bytes = new ByteArrayOutputStream(message.getSerializedSize() + 5);
    try {
      message.writeDelimitedTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
