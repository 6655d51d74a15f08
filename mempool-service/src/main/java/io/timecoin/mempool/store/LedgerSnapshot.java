package io.timecoin.mempool.store;

import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.messages.Hashes;
import io.timecoin.mempool.state.FinalState;
import io.timecoin.mempool.state.FinalityCheck;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.lthash.LtHash;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamChunk;
import io.timecoin.protocol.proto.internal.v1.UtxoStreamStart;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Loads the state at the ledger's head: tip, lanes and every UTXO, one consistent stream. Besides
 * the table it needs memory for one chunk of the stream.
 */
public final class LedgerSnapshot {
  private static final String PATH = "/internal/v1/chain/utxos";

  /** Outputs from one notice of progress to the next: a few seconds' worth. */
  private static final int NOTICE = 500_000;

  /** Who is told how far it is, on the thread that loads. */
  public interface Progress {
    /** So many of the outputs are in the table; the first time none is. */
    void loaded(long outputs, long ofAll);
  }

  private final InternalReads ledger;
  private final FinalityCheck finality;
  private final Supplier<UtxoTable> emptyTable;

  /**
   * Loads from this ledger.
   *
   * @param emptyTable makes the table of each load
   */
  public LedgerSnapshot(
      InternalReads ledger, FinalityCheck finality, Supplier<UtxoTable> emptyTable) {
    this.ledger = ledger;
    this.finality = finality;
    this.emptyTable = emptyTable;
  }

  /**
   * The state at the ledger's head.
   *
   * @throws QueryException UNAVAILABLE if the ledger is down or its stream breaks off
   * @throws io.timecoin.mempool.state.InconsistentChain if the head's certificate proves nothing
   */
  public FinalState load(Progress progress) throws InterruptedException {
    try (InputStream stream = new BufferedInputStream(ledger.stream(PATH), 1 << 16)) {
      UtxoStreamStart start = UtxoStreamStart.parseDelimitedFrom(stream);
      if (start == null) {
        throw QueryException.unavailable("the ledger's UTXO stream is empty");
      }
      ChainTip tip = tip(start.getHead());
      UtxoTable table = emptyTable.get();
      readOutputs(stream, table, start.getUtxoCount(), progress);
      if (table.size() != start.getUtxoCount()) {
        throw QueryException.unavailable(
            "the ledger's UTXO stream has %d outputs, not %d"
                .formatted(table.size(), start.getUtxoCount()));
      }
      return new FinalState(table, LtHash.ofLanes(start.getLanes().toByteArray()), tip);
    } catch (IOException | DecodeException | IllegalArgumentException e) {
      throw QueryException.unavailable("the ledger's UTXO stream is broken: " + e.getMessage());
    }
  }

  private ChainTip tip(ChainHead head) throws DecodeException {
    ChainTip tip = ChainTip.fromProto(head);
    if (tip.sequence() > 0) {
      finality.require(
          Certificate.decode(head.getCertificate().toByteArray()), tip.sequence(), tip.digest());
    }
    return tip;
  }

  private static void readOutputs(
      InputStream stream, UtxoTable table, long ofAll, Progress progress)
      throws IOException, DecodeException {
    long next = 0;
    UtxoStreamChunk chunk;
    do {
      if (table.size() >= next) {
        progress.loaded(table.size(), ofAll);
        next += NOTICE;
      }
      chunk = UtxoStreamChunk.parseDelimitedFrom(stream);
      if (chunk == null) {
        throw new IOException("it ends before its last chunk");
      }
      for (Utxo utxo : chunk.getUtxosList()) {
        table.create(output(utxo));
      }
    } while (!chunk.getLast());
  }

  private static UnspentOutput output(Utxo utxo) throws DecodeException {
    return new UnspentOutput(
        new OutPoint(Hashes.fromProto(utxo.getTxid()), utxo.getIndex()),
        new Output(utxo.getValue(), ByteString.of(utxo.getScript().toByteArray())),
        utxo.getSequence(),
        utxo.getCoinbase());
  }
}
